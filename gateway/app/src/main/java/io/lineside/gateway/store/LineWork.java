package io.lineside.gateway.store;

import java.util.List;

/**
 * What a line has to do.
 *
 * @param ready jobs that could be sent now
 * @param waiting jobs that are held or quarantined, or in doubt
 * @param reason why the one of them waits that was planned first; empty where none does, or nobody knows
 * @param atLine jobs that the line has or may have, in the order they were planned; the first few of many
 */
public record LineWork(int ready, int waiting, String reason, List<WaitingJob> atLine) {
    /** Of a line that has nothing to do. */
    public static final LineWork NONE = new LineWork(0, 0, "", List.of());

    /** Copies the list. */
    public LineWork {
        atLine = List.copyOf(atLine);
    }
}
