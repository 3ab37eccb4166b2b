package io.lineside.model;

import java.util.regex.Pattern;

/** One identifier rule, applied by the id types of this package. Thread-safe. */
record IdRule(String what, Pattern allowed) {
    /** Ids end up in topics, file names, logs and URLs: nothing that means something to any of them is allowed. */
    static final String PLAIN = "[A-Za-z0-9._-]{1,64}";

    IdRule(String what, String allowed) {
        this(what, Pattern.compile(allowed));
    }

    String check(String value) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " must match " + allowed + ", was '" + value + "'");
        }
        return value;
    }
}
