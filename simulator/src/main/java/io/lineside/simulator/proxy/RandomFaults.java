package io.lineside.simulator.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** An endless sequence of faults and pauses, the same for the same seed. Confined to one thread. */
final class RandomFaults {
    private static final int KINDS = 7;

    private final Random random;

    /**
     * One fault.
     *
     * @param pause without a fault, before it
     * @param faults what goes wrong then
     * @param reset whether all connections are reset at its beginning
     * @param lasting until the next pause
     */
    record Step(Duration pause, Faults faults, boolean reset, Duration lasting) {}

    RandomFaults(long seed) {
        random = new Random(seed);
    }

    Step next() {
        Duration pause = millis(500, 3_000);
        Duration lasting = millis(200, 2_000);
        int kind = random.nextInt(KINDS);
        return new Step(pause, Faults.NONE.with(changes(kind)), kind == KINDS - 1, lasting);
    }

    private Map<String, ?> changes(int kind) {
        return switch (kind) {
            case 0 -> Map.of("delayUp", millis(20, 500), "delayDown", millis(20, 500));
            case 1 -> Map.of("bandwidth", between(500, 20_000));
            case 2 ->
                Map.of(
                        "blackHole",
                        BlackHole.words()
                                .get(1 + random.nextInt(BlackHole.words().size() - 1)));
            case 3 -> Map.of("dropAfter", between(0, 4_000));
            case 4 -> Map.of("truncateAfter", between(0, 4_000));
            case 5 -> Map.of("refuse", true);
            default -> Map.of();
        };
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(between(least, most));
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
