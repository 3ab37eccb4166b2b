package io.lineside.model.topic;

/** What becomes of a message. */
public sealed interface TopicAnswer {
    /**
     * It is durable, or refused for good: the broker may forget it when it has the reply.
     *
     * @param reply JSON in UTF-8
     * @param refused whether it is no order of ours
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; copying every reply would gain nothing
    record Final(byte[] reply, boolean refused) implements TopicAnswer {}

    /**
     * Nobody knows yet: it is offered again in a moment, for as long as it takes.
     *
     * @param why in words for a technician
     */
    record Later(String why) implements TopicAnswer {}
}
