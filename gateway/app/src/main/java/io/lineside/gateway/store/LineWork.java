package io.lineside.gateway.store;

import java.util.List;

/**
 * What a line has to do.
 *
 * @param ready jobs that could be sent now
 * @param waiting jobs that are held or quarantined, or in doubt
 * @param atLine jobs that the line has or may have, in the order they were planned; the first few of many
 */
public record LineWork(int ready, int waiting, List<WaitingJob> atLine) {
    /** Of a line that has nothing to do. */
    public static final LineWork NONE = new LineWork(0, 0, List.of());

    /** Copies the list. */
    public LineWork {
        atLine = List.copyOf(atLine);
    }
}
