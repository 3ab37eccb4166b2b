package io.lineside.simulator.proxy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is wrong with a wire.
 *
 * @param delayUp how much later bytes arrive at the target, 0s or longer
 * @param delayDown how much later they arrive at the client, 0s or longer
 * @param bandwidth bytes per second of each direction of each connection, at least 1; empty for no limit
 * @param blackHole where nothing passes; what was sent into it arrives when it is over, as TCP has it
 * @param dropAfter a connection is reset after so many bytes of both directions, counted from the last change of the
 *     faults; empty for never
 * @param truncateAfter the target's answers end after so many bytes, as if it had closed in good order
 * @param refuse whether new connections are refused
 * @param random seed of faults that come and go by themselves, over all others; empty for none
 */
public record Faults(
        Duration delayUp,
        Duration delayDown,
        OptionalLong bandwidth,
        BlackHole blackHole,
        OptionalLong dropAfter,
        OptionalLong truncateAfter,
        boolean refuse,
        OptionalLong random) {
    /** A wire without a fault. */
    public static final Faults NONE = new Faults(
            Duration.ZERO,
            Duration.ZERO,
            OptionalLong.empty(),
            BlackHole.NONE,
            OptionalLong.empty(),
            OptionalLong.empty(),
            false,
            OptionalLong.empty());

    private static final String OFF = "off";

    /**
     * The same with other settings.
     *
     * @param changes key to value, as in {@link #asMap}; an unknown key or a value that it cannot have is an
     *     {@link IllegalArgumentException} that begins with the key
     */
    public Faults with(Map<String, ?> changes) {
        Map<String, Object> all = new LinkedHashMap<>(asMap());
        changes.forEach((key, value) -> {
            if (!all.containsKey(key)) {
                throw new IllegalArgumentException(
                        key + ": unknown fault, was '" + key + "'; allowed: " + String.join(", ", all.keySet()));
            }
            all.put(key, value);
        });
        return read(all);
    }

    /** Every key with its value: durations as text, {@code off} for a number that is not set. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("delayUp", delayUp.toString());
        map.put("delayDown", delayDown.toString());
        map.put("bandwidth", shown(bandwidth));
        map.put("blackHole", blackHole.word());
        map.put("dropAfter", shown(dropAfter));
        map.put("truncateAfter", shown(truncateAfter));
        map.put("refuse", refuse);
        map.put("random", shown(random));
        return map;
    }

    Duration delay(Direction direction) {
        return direction == Direction.UP ? delayUp : delayDown;
    }

    /** These, as long as no random faults are played, and with the seed kept. */
    Faults withRandom(OptionalLong seed) {
        return new Faults(delayUp, delayDown, bandwidth, blackHole, dropAfter, truncateAfter, refuse, seed);
    }

    private static Faults read(Map<String, Object> all) {
        return new Faults(
                wait(all, "delayUp"),
                wait(all, "delayDown"),
                count(all, "bandwidth", 1),
                blackHole(Objects.requireNonNull(all.get("blackHole"))),
                count(all, "dropAfter", 0),
                count(all, "truncateAfter", 0),
                flag(all, "refuse"),
                count(all, "random", Long.MIN_VALUE));
    }

    private static Duration wait(Map<String, Object> all, String key) {
        Object raw = all.get(key);
        try {
            Duration time = raw instanceof Duration given ? given : Duration.parse(String.valueOf(raw));
            if (!time.isNegative()) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(key + ": must be a duration such as PT2S, was '" + raw + "'", e);
        }
        throw new IllegalArgumentException(key + ": must be 0s or longer, was '" + raw + "'");
    }

    private static OptionalLong count(Map<String, Object> all, String key, long least) {
        Object raw = all.get(key);
        // YAML reads a bare off as false.
        if (OFF.equals(raw) || Boolean.FALSE.equals(raw)) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(String.valueOf(raw));
            if (number >= least) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": must be a whole number or off, was '" + raw + "'", e);
        }
        throw new IllegalArgumentException(key + ": must be at least " + least + ", or off, was '" + raw + "'");
    }

    private static boolean flag(Map<String, Object> all, String key) {
        Object raw = all.get(key);
        if (raw instanceof Boolean on) {
            return on;
        }
        throw new IllegalArgumentException(key + ": must be true or false, was '" + raw + "'");
    }

    private static BlackHole blackHole(Object raw) {
        return BlackHole.of(raw)
                .orElseThrow(() -> new IllegalArgumentException(
                        "blackHole: must be one of " + String.join(", ", BlackHole.words()) + ", was '" + raw + "'"));
    }

    private static Object shown(OptionalLong number) {
        return number.isPresent() ? (Object) number.getAsLong() : OFF;
    }
}
