package io.lineside.connector.mqtt.wire;

/**
 * What a line says about itself.
 *
 * @param status {@code Operational}, or what else the line said
 * @param bootId changes with every start of the line's program; empty where the line says none
 */
public record LineStatus(String status, String bootId) {
    /** Whether the line takes requests. */
    public boolean operational() {
        return status.equals("Operational");
    }
}
