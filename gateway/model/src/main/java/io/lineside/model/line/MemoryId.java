package io.lineside.model.line;

/**
 * Names the memory out of which a line answers: while it stays the same, the line has forgotten no job order. An OPC UA
 * server's StartTime, or the BootId of a line on MQTT.
 */
public record MemoryId(String value) {
    /** Refuses a blank one, which would equal that of every other start. */
    public MemoryId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("memory id must not be blank, was '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
