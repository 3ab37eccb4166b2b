package io.lineside.connector.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The wire between a connector and its line or broker, and what may be wrong with it: for instance the simulator's
 * FaultProxy, by whose words the faults are switched.
 *
 * @param connection the {@code connection:} block that reaches the line over the wire
 * @param noticedWithin how long a connector may take to notice that nothing comes back, without a margin for a busy machine
 * @param faults switches faults: {@code blackHole}, {@code delayUp}, {@code delayDown}, {@code bandwidth}
 * @param resets resets every connection; new ones are taken
 * @param heals ends all faults; what was swallowed and is still wanted arrives then
 * @param ends takes the wire away
 */
public record FaultyWire(
        Map<String, String> connection,
        Duration noticedWithin,
        Consumer<Map<String, ?>> faults,
        Runnable resets,
        Runnable heals,
        Runnable ends)
        implements AutoCloseable {
    /** Copies the map. */
    public FaultyWire {
        connection = Map.copyOf(connection);
    }

    /** Lets nothing pass towards the line or back, although all connections stay open. */
    void swallow(boolean towards, boolean back) {
        faults.accept(Map.of("blackHole", towards && back ? "both" : towards ? "up" : "down"));
    }

    /** Everything arrives that much later, each way. */
    void delay(Duration each) {
        faults.accept(Map.of("delayUp", each, "delayDown", each));
    }

    /** No more than so many bytes per second pass, each way. */
    void limit(int bytesPerSecond) {
        faults.accept(Map.of("bandwidth", bytesPerSecond));
    }

    /** Every connection is reset; new ones are taken. */
    void reset() {
        resets.run();
    }

    /** Nothing is wrong any more; what was swallowed and is still wanted arrives now. */
    void heal() {
        heals.run();
    }

    @Override
    public void close() {
        ends.run();
    }
}
