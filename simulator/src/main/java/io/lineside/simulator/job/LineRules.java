package io.lineside.simulator.job;

import java.time.Duration;
import java.util.Set;

/**
 * What one line can do.
 *
 * @param capacity job orders not yet over that the line keeps
 * @param pieceTime time that one piece takes, already scaled
 * @param workMasters what the line knows how to make
 * @param retention how long jobs that are over are kept, times already scaled
 */
public record LineRules(String lineId, int capacity, Duration pieceTime, Set<String> workMasters, Retention retention) {
    /** Copies the set. */
    public LineRules {
        workMasters = Set.copyOf(workMasters);
    }
}
