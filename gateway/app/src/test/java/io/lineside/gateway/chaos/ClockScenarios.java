package io.lineside.gateway.chaos;

import static io.lineside.gateway.chaos.Processes.GATEWAY;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rows about clocks that are wrong. */
final class ClockScenarios {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private ClockScenarios() {}

    static void linesJump(World world) {
        for (String skew : List.of("PT1H", "-PT1H", "PT0S")) {
            for (String line : ChaosSite.LINES) {
                world.fault();
                world.behave(line, "{\"clockSkew\":\"" + skew + "\"}");
            }
            world.shopper.orders(9, 6);
            world.pause(1_500);
        }
        world.recovers();
    }

    /** A day forwards, an hour back, a day back, and home, each in the middle of work. */
    static void gatewayJumps(World world) {
        for (Duration ahead : List.of(DAY, DAY.minus(HOUR), HOUR.negated(), Duration.ZERO)) {
            world.shopper.orders(9, 6);
            world.pause(100, 700);
            jump(world, ahead);
            world.shopper.orders(6, 6);
            world.recovers();
        }
    }

    /** What one gateway wrote at a time that for the next one has yet to come. */
    static void gatewayKilledBetween(World world) {
        for (Duration ahead : List.of(DAY, HOUR.negated())) {
            world.shopper.orders(9, 6);
            world.pause(100, 700);
            world.processes.kill(GATEWAY);
            world.processes.clock().move(ahead);
            world.processes.start(GATEWAY);
            world.fault();
            awaitClock(world, ahead);
            world.recovers();
        }
    }

    private static void jump(World world, Duration ahead) {
        world.fault();
        world.processes.clock().move(ahead);
        awaitClock(world, ahead);
    }

    /** The time at which an order is accepted is the time that the gateway believes it is. */
    private static void awaitClock(World world, Duration ahead) {
        await().atMost(World.PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            String id = world.shopper.order("cup-a", 1).join();
            var acceptedAt = world.shopper.look(id).orElseThrow().path("acceptedAt");
            Duration off =
                    Duration.between(Clock.systemUTC().instant().plus(ahead), Instant.parse(acceptedAt.asText()));
            return off.abs().compareTo(TOLERANCE) < 0;
        });
    }
}
