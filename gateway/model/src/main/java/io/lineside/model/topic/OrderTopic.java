package io.lineside.model.topic;

/**
 * A topic on which orders come. A message is acknowledged when it has its final answer and the broker has the reply, never
 * before; until then it is offered again, and the broker holds back what follows. Thread-safe.
 */
public interface OrderTopic extends AutoCloseable {
    /** Starts connecting and returns at once; it comes back by itself. Called once. */
    void start();

    /** How it is. */
    TopicHealth health();

    /** Disconnects; what was not acknowledged comes again. Waits a few seconds at most. */
    @Override
    void close();
}
