package io.lineside.connector.mqtt.link;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A message from the broker.
 *
 * @param correlation the Correlation Data in lower-case hexadecimal; empty for none
 * @param receipt how the broker learns what became of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying every payload would gain nothing
public record InboundMessage(String topic, byte[] payload, String correlation, Receipt receipt) {
    /** The hexadecimal form of Correlation Data. */
    public static String hex(byte @Nullable [] correlation) {
        return correlation == null ? "" : HexFormat.of().formatHex(correlation);
    }
}
