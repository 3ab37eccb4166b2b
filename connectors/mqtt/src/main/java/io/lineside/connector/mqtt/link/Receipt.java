package io.lineside.connector.mqtt.link;

/** Answers for one message of the broker, once. Thread-safe; does nothing once its connection is gone. */
public interface Receipt {
    /** The message is safe here: the broker may forget it. */
    void acknowledge();

    /** The message could not be kept: it stays unacknowledged and comes again on the next connection. */
    void forgo();
}
