package io.lineside.connector.mqtt;

/** A real MQTT 5 broker on the loopback interface that a test may stop and start. */
public interface BrokerRig extends AutoCloseable {
    /** {@code tcp://127.0.0.1:port}, the same after a restart. */
    String uri();

    /** Stops the broker as an administrator would. */
    void stop();

    /** Starts it again with what it kept. */
    void start();

    @Override
    void close();
}
