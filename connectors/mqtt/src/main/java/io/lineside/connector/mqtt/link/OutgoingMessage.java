package io.lineside.connector.mqtt.link;

import io.lineside.model.TraceParent;
import java.time.Duration;
import java.util.Optional;

/**
 * A message to publish; never retained, always QoS 1.
 *
 * @param responseTopic where the answer is awaited; empty for none
 * @param correlation repeated by the answer; empty for none
 * @param patience from now until the message is worthless: it expires then at the broker too
 * @param trace goes along as the user property {@code traceparent}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying every payload would gain nothing
public record OutgoingMessage(
        String topic,
        byte[] payload,
        String responseTopic,
        byte[] correlation,
        Duration patience,
        Optional<TraceParent> trace) {
    /** A message that is no part of a trace. */
    public OutgoingMessage(String topic, byte[] payload, String responseTopic, byte[] correlation, Duration patience) {
        this(topic, payload, responseTopic, correlation, patience, Optional.empty());
    }
}
