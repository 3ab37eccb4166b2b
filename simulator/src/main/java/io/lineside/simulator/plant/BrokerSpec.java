package io.lineside.simulator.plant;

/**
 * The plant's own MQTT broker.
 *
 * @param port 1 to 65535, or 0 for a free one
 */
public record BrokerSpec(int port) {
    /** Refuses a number that is no port. */
    public BrokerSpec {
        Rules.port("broker.port", port);
    }
}
