package io.lineside.connector.opcua.camel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an endpoint does. */
enum Operation {
    READ,
    WRITE,
    CALL,
    SUBSCRIBE,
    EVENTS;

    /** The operation with this word; null for null. */
    static @Nullable Operation ofWord(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(operation -> operation.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("operation: is not known, was '" + word + "'; allowed: "
                        + Arrays.stream(values()).map(Operation::word).collect(Collectors.joining(", "))));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
