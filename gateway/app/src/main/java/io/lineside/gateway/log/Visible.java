package io.lineside.gateway.log;

/**
 * Text in which nothing can end a line, move a cursor or turn the direction of writing: such letters stand as escapes. Long text
 * is cut, so that a line stays below what log collectors take as one.
 */
final class Visible {
    /** Letters of one value. */
    static final int LONGEST = 8_192;

    private static final String HEX = "0123456789abcdef";
    private static final int[] SHIFTS = {12, 8, 4, 0};

    private Visible() {}

    /** Appends text with everything escaped that is not to be seen, as JSON and Java do it. */
    static void append(CharSequence text, StringBuilder out) {
        append(text, "", out);
    }

    /** Appends text as what may stand between the quotes of a JSON string. */
    static void appendQuoted(CharSequence text, StringBuilder out) {
        append(text, "\"\\", out);
    }

    private static void append(CharSequence text, String alsoEscaped, StringBuilder out) {
        int length = text.length();
        int end = length > LONGEST ? LONGEST : length;
        for (int i = 0; i < end; i++) {
            char letter = text.charAt(i);
            if (alsoEscaped.indexOf(letter) >= 0) {
                out.append('\\').append(letter);
            } else if (Character.isHighSurrogate(letter)
                    && i + 1 < end
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && isSeen(Character.toCodePoint(letter, text.charAt(i + 1)))) {
                out.append(letter).append(text.charAt(++i));
            } else if (isSeen(letter)) {
                out.append(letter);
            } else {
                escape(letter, out);
            }
        }
        if (end < length) {
            out.append("... (").append(length - end).append(" more)");
        }
    }

    private static boolean isSeen(int letter) {
        if (letter >= ' ' && letter < 0x7f) {
            return true;
        }
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void escape(char letter, StringBuilder out) {
        switch (letter) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift : SHIFTS) {
                    out.append(HEX.charAt(letter >> shift & 0xf));
                }
            }
        }
    }
}
