package io.lineside.model.topic;

import java.util.Optional;

/**
 * A message of a topic.
 *
 * @param topic it was published to
 * @param content as it came
 * @param key that its sender repeats when it sends the same order again; empty for none
 * @param fault why it can be no order, whatever its content says; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying every message would gain nothing
public record TopicMessage(String topic, byte[] content, Optional<String> key, Optional<Fault> fault) {
    /**
     * What is wrong with how a message came.
     *
     * @param code stable machine word
     * @param title the same for every message with this fault
     * @param detail in words for a person
     */
    public record Fault(String code, String title, String detail) {}
}
