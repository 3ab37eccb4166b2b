package io.lineside.connector.testkit;

import java.util.Map;

/**
 * One piece that a line physically made.
 *
 * @param unit which piece of the job order, from 1
 * @param parameters as the line received them: String, Long, Double or Boolean
 */
public record MadePiece(String jobOrderId, int unit, Map<String, Object> parameters) {
    /** Copies the map. */
    public MadePiece {
        parameters = Map.copyOf(parameters);
    }
}
