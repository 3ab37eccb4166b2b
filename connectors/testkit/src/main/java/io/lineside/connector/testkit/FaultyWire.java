package io.lineside.connector.testkit;

import java.time.Duration;
import java.util.Map;

/** The wire between a connector and its line or broker, and what may be wrong with it. */
public interface FaultyWire extends AutoCloseable {
    /** The {@code connection:} block that reaches the line over the wire. */
    Map<String, String> connection();

    /** How long a connector may take to notice that nothing comes back, without a margin for a busy machine. */
    Duration noticedWithin();

    /** Lets nothing pass towards the line or back, although all connections stay open. */
    void swallow(boolean towards, boolean back);

    /** Everything arrives that much later, each way. */
    void delay(Duration each);

    /** No more than so many bytes per second pass, each way. */
    void limit(int bytesPerSecond);

    /** Every connection is reset; new ones are taken. */
    void reset();

    /** Nothing is wrong any more; what was swallowed and is still wanted arrives now. */
    void heal();

    @Override
    void close();
}
