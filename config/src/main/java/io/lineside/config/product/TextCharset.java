package io.lineside.config.product;

import java.util.Optional;

/** Characters that a machine can print or show. Control characters are in none of them. */
public enum TextCharset {
    /** US-ASCII without control characters. */
    ASCII("ascii", 0x7E),
    /** ISO 8859-1 without control characters. */
    LATIN_1("latin-1", 0xFF),
    /** Everything that Unicode can say, without control characters, line separators and lone surrogates. */
    UTF_8("utf-8", Character.MAX_CODE_POINT);

    private final String text;
    private final int last;

    TextCharset(String text, int last) {
        this.text = text;
        this.last = last;
    }

    /** The word in a product file. */
    public String text() {
        return text;
    }

    /** The first character of a text that is not in the charset, as {@code U+5B9A}; empty when all are. */
    public Optional<String> foreign(String value) {
        int point;
        for (int i = 0; i < value.length(); i += Character.charCount(point)) {
            point = value.codePointAt(i);
            if (!holds(point)) {
                return Optional.of(String.format("U+%04X", point));
            }
        }
        return Optional.empty();
    }

    private boolean holds(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean separator = point == 0x2028 || point == 0x2029;
        return point <= last && !Character.isISOControl(point) && !surrogate && !separator;
    }
}
