package io.lineside.connector.mqtt.link;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message from the broker.
 *
 * @param correlation the Correlation Data in lower-case hexadecimal; empty for none
 * @param headers what else came with it
 * @param receipt how the broker learns what became of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying every payload would gain nothing
public record InboundMessage(String topic, byte[] payload, String correlation, Headers headers, Receipt receipt) {
    /** The user property that names an order to whoever sends it again. */
    public static final String KEY = "idempotency-key";

    /**
     * What came with a message.
     *
     * @param retained whether the broker had it in store for new subscribers
     * @param responseTopic where its sender wants the answer; not checked
     * @param keys values of the user property {@value #KEY}; not checked
     */
    public record Headers(boolean retained, Optional<String> responseTopic, List<String> keys) {
        /** Copies the list. */
        public Headers {
            keys = List.copyOf(keys);
        }
    }

    /** The hexadecimal form of Correlation Data. */
    public static String hex(byte @Nullable [] correlation) {
        return correlation == null ? "" : HexFormat.of().formatHex(correlation);
    }
}
