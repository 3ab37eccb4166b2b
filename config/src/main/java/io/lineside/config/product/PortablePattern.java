package io.lineside.config.product;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a regular expression and refuses what does not mean the same in Java, RE2 and JSON Schema's ECMA-262: a platform
 * that checks a text by our schema must come to our verdict. Confined to one pattern's reading.
 */
final class PortablePattern {
    private static final String ESCAPED = "dDwW^$\\.*+?()[]{}|/";
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?}");
    private static final Pattern CATEGORY = Pattern.compile("[pP]\\{[LMNPS][a-z]?}");
    private static final Set<Character> QUANTIFIERS = Set.of('*', '+', '?');
    private static final int MOST_REPEATS = 1_000;

    private final String text;
    private int at;
    private boolean quantified = true;

    private PortablePattern(String text) {
        this.text = text;
    }

    /**
     * The pattern itself.
     *
     * @throws IllegalArgumentException saying what is not portable
     */
    static String check(String text) {
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "must be a regular expression (" + e.getDescription() + "), was '" + text + "'", e);
        }
        new PortablePattern(text).read();
        return text;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                escape(ESCAPED);
            } else if (c == '[') {
                characters();
            } else if (c == '(' && text.startsWith("(?", at) && !text.startsWith("(?:", at)) {
                throw foreign(text.substring(at, Math.min(text.length(), at + 3)));
            } else if (QUANTIFIERS.contains(c) || c == '{') {
                quantifier();
                continue;
            } else if (c == ']' || c == '}') {
                throw foreign(String.valueOf(c));
            } else {
                at += c == '(' && text.startsWith("(?:", at) ? 3 : 1;
            }
            quantified = c == '(' || c == '|' || c == '^';
        }
    }

    private void quantifier() {
        int start = at;
        Matcher repeat = REPEAT.matcher(text).region(at, text.length());
        if (text.charAt(at) != '{') {
            at++;
        } else if (repeat.lookingAt() && isSmall(repeat)) {
            at = repeat.end();
        } else {
            throw foreign(text.substring(at));
        }
        if (at < text.length() && text.charAt(at) == '?') {
            at++;
        }
        if (quantified) {
            throw foreign(text.substring(start, at));
        }
        quantified = true;
    }

    private static boolean isSmall(Matcher repeat) {
        String most = repeat.group(2) == null || repeat.group(2).isEmpty() ? repeat.group(1) : repeat.group(2);
        return Integer.parseInt(most) <= MOST_REPEATS;
    }

    private void characters() {
        at += text.startsWith("[^", at) ? 2 : 1;
        int first = at;
        boolean afterSet = false;
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            char c = text.charAt(at);
            boolean inTheMiddle = c == '-' && at > first && !text.startsWith("-]", at);
            if (c == '[' || c == ']' || text.startsWith("&&", at) || (inTheMiddle && (afterSet || setFollows()))) {
                throw foreign(text.substring(at, at + 1));
            }
            afterSet = c == '\\' && isSet(at + 1);
            if (c == '\\') {
                escape(ESCAPED + "-");
            } else {
                at++;
            }
        }
        at++;
    }

    private boolean setFollows() {
        return text.startsWith("-\\", at) && isSet(at + 2);
    }

    private boolean isSet(int index) {
        return index < text.length() && "dDwWpP".indexOf(text.charAt(index)) >= 0;
    }

    private void escape(String allowed) {
        Matcher category = CATEGORY.matcher(text).region(at + 1, text.length());
        if (category.lookingAt()) {
            at = category.end();
        } else if (at + 1 < text.length() && allowed.indexOf(text.charAt(at + 1)) >= 0) {
            at += 2;
        } else {
            throw foreign(text.substring(at, Math.min(text.length(), at + 2)));
        }
    }

    private IllegalArgumentException foreign(String part) {
        return new IllegalArgumentException(
                "must be a regular expression that means the same to every platform, without " + part + " at character "
                        + (at + 1) + ", was '" + text + "'");
    }
}
