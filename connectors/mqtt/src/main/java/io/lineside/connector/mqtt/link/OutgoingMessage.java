package io.lineside.connector.mqtt.link;

import java.time.Duration;

/**
 * A message to publish; never retained, always QoS 1.
 *
 * @param responseTopic where the answer is awaited; empty for none
 * @param correlation repeated by the answer; empty for none
 * @param patience from now until the message is worthless: it expires then at the broker too
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying every payload would gain nothing
public record OutgoingMessage(
        String topic, byte[] payload, String responseTopic, byte[] correlation, Duration patience) {}
