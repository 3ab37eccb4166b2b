package io.lineside.connector.mqtt.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What surrounds one request.
 *
 * @param publisherId the line, by its topic prefix
 * @param requestorId the gateway
 * @param responseAddress the topic that the answer goes to
 * @param id names the request and its answer
 * @param timeout how long the gateway waits, also the message's life at the broker
 */
public record Envelope(
        String publisherId, String requestorId, String responseAddress, UUID id, Instant timestamp, Duration timeout) {
    /** The Correlation Data: the 16 bytes of the id. */
    public byte[] correlation() {
        return ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The Correlation Data in hexadecimal, as the body says it. */
    public String correlationHex() {
        return id.toString().replace("-", "");
    }
}
