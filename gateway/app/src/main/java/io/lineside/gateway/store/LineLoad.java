package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import java.time.Duration;

/**
 * What is planned for a line and not over, and how fast it is.
 *
 * @param queued how long that takes as planned, without what is made already
 * @param setUpFor of the job that was planned last, or of the last that it has ended where nothing is planned; empty where
 *     that is not known
 */
public record LineLoad(EquipmentId line, Duration queued, String setUpFor, LinePaces measured) {
    /** A line of which nothing was measured. */
    public LineLoad(EquipmentId line, Duration queued, String setUpFor) {
        this(line, queued, setUpFor, LinePaces.NONE);
    }
}
