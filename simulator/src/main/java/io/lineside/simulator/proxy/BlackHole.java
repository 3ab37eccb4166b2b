package io.lineside.simulator.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which directions a wire carries nothing, although its connections stay open. */
public enum BlackHole {
    /** In neither. */
    NONE,
    /** From the client to the target. */
    UP,
    /** From the target to the client. */
    DOWN,
    /** In both. */
    BOTH;

    /** The word for it in files and over the control port. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean swallows(Direction direction) {
        return this == BOTH || name().equals(direction.name());
    }

    static Optional<BlackHole> of(Object word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(BlackHole::word).toList();
    }
}
