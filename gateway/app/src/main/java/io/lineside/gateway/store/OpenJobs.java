package io.lineside.gateway.store;

import java.util.List;
import java.util.Optional;

/**
 * The jobs of one line that somebody or something has to do something about next.
 *
 * @param atLine those that the line has or may have
 * @param waiting those that wait for a person
 * @param next the one that is to be sent next
 */
public record OpenJobs(List<WaitingJob> atLine, List<WaitingJob> waiting, Optional<WaitingJob> next) {
    /** Copies the lists. */
    public OpenJobs {
        atLine = List.copyOf(atLine);
        waiting = List.copyOf(waiting);
    }
}
