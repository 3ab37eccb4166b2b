package io.lineside.model;

import java.util.BitSet;

/** One identifier rule, applied by the id types of this package: ids are made in every step, so it is no pattern. Thread-safe. */
final class IdRule {
    /** Ids end up in topics, file names, logs and URLs: nothing that means something to any of them is allowed. */
    static final String PLAIN = "A-Za-z0-9._-";

    private final String what;
    private final String characters;
    private final BitSet allowed = new BitSet();
    private final int least;
    private final int most;

    /**
     * A rule for what is called {@code what} in messages.
     *
     * @param characters that are allowed, written as in a pattern's brackets, a dash for itself last
     */
    IdRule(String what, String characters, int least, int most) {
        this.what = what;
        this.characters = characters;
        this.least = least;
        this.most = most;
        for (int i = 0; i < characters.length(); i++) {
            char first = characters.charAt(i);
            if (i + 2 < characters.length() && characters.charAt(i + 1) == '-') {
                i += 2;
            }
            allowed.set(first, characters.charAt(i) + 1);
        }
    }

    String check(String value) {
        if (!isAllowed(value)) {
            String length = least == most ? "{" + most + "}" : "{" + least + "," + most + "}";
            throw new IllegalArgumentException(
                    what + " must match [" + characters + "]" + length + ", was '" + value + "'");
        }
        return value;
    }

    private boolean isAllowed(String value) {
        if (value.length() < least || value.length() > most) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!allowed.get(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
