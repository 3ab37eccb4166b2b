package io.lineside.model.topic;

/** Hears topics of one kind of broker. Found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface OrderTopicProvider {
    /** The list of {@code doors.yaml} that it is for, for example {@code mqtt}. */
    String kind();

    /**
     * Makes a topic; does not connect yet.
     *
     * @throws IllegalArgumentException for a setting that only the protocol can judge, with its key, rule and value
     */
    OrderTopic create(OrderTopicSettings settings, OrderTopicListener listener);
}
