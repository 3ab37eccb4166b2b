package io.lineside.gateway.dispatch;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.config.LineQuantities;
import io.lineside.config.OnDoubt;
import io.lineside.model.EquipmentId;
import java.time.Duration;

/**
 * How a line wants its work, and what its words prove.
 *
 * @param capacity job orders kept at the line at once, at least 1
 * @param quantities what the end of a job means whose pieces the line did not count
 * @param requestTimeout how long one command may be without an answer
 */
public record DeskSettings(
        EquipmentId line,
        int capacity,
        LineProfile profile,
        LineMemory memory,
        OnDoubt onDoubt,
        LineQuantities quantities,
        Duration requestTimeout) {
    /** Refuses a capacity below 1. */
    public DeskSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("lines." + line + ".capacity: must be at least 1, was " + capacity);
        }
    }

    /** A line that says how many pieces it made. */
    public DeskSettings(
            EquipmentId line,
            int capacity,
            LineProfile profile,
            LineMemory memory,
            OnDoubt onDoubt,
            Duration requestTimeout) {
        this(line, capacity, profile, memory, onDoubt, LineQuantities.SENT, requestTimeout);
    }

    /** Store first, then Start, instead of StoreAndStart. */
    boolean twoPhase() {
        return profile == LineProfile.B;
    }

    /** Whether nothing that the line says settles a doubt. */
    boolean blind() {
        return profile == LineProfile.D;
    }

    /** Whether a command that arrives late does no harm after the job was sent again: the line rejects it for good. */
    boolean rejectsForGood() {
        return profile == LineProfile.A && memory == LineMemory.KEPT;
    }
}
