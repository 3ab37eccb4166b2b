package io.lineside.gateway.mapping;

/**
 * A word, a number or a sign of a jq program, outside of its texts and comments.
 *
 * @param line from 1
 * @param column from 1
 * @param inside the bracket that is open around it; a blank where none is
 */
record JqToken(String text, int line, int column, char inside) {
    boolean isWord() {
        return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_';
    }

    boolean isNumber() {
        return Character.isDigit(text.charAt(0));
    }

    boolean is(String sign) {
        return text.equals(sign);
    }
}
