package io.lineside.connector.mqtt.link;

/** What became of a message, as far as the link can know. */
public sealed interface PublishOutcome {
    /** The broker has it (PUBACK below 0x80). */
    record Taken() implements PublishOutcome {}

    /** The broker has it and says that nobody is subscribed (PUBACK 0x10); clusters and bridges may say so wrongly. */
    record TakenForNobody() implements PublishOutcome {}

    /**
     * The broker refused it (PUBACK of 0x80 or above): nobody will see it.
     *
     * @param reason the broker's reason code in words
     */
    record Denied(String reason) implements PublishOutcome {}

    /**
     * Not a byte of it left.
     *
     * @param reason in words for a technician
     */
    record NeverSent(String reason) implements PublishOutcome {}

    /**
     * It may or may not have reached the broker.
     *
     * @param reason what was waited for, and what came instead
     */
    record Unconfirmed(String reason) implements PublishOutcome {}
}
