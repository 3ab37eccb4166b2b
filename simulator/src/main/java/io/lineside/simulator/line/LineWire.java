package io.lineside.simulator.line;

/** One line's connection to the world, from its start to its stop. */
public interface LineWire {
    /** What a gateway connects to: the OPC UA endpoint, or the broker. */
    String endpoint();

    /** Says goodbye as the protocol wants and closes. */
    void stop();

    /** Cuts every socket without a word, as if the line's process was killed. */
    void crash();
}
