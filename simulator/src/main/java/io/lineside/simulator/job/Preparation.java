package io.lineside.simulator.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which substate a job that has not begun is in (OPC 10031-4, ISA95PrepareStateMachineType): one of them is Loaded, the
 * one that would be next; the others are Ready; while the line is interrupted, all of them are Waiting.
 */
final class Preparation {
    private static final Comparator<Job> NEXT_FIRST = Comparator.comparing(Job::state, Comparator.reverseOrder())
            .thenComparing(job -> job.order().priority(), Comparator.reverseOrder());

    private Preparation() {}

    /** The job that would be begun next; a released one before one that is not. */
    static Optional<Job> next(Collection<Job> jobsByArrival) {
        return jobsByArrival.stream().filter(each -> each.state().hasNotBegun()).min(NEXT_FIRST);
    }

    /** The substates to go through, the wanted one last: nothing is loaded that was not ready (OPC 10031-4, Prepare). */
    static List<SubState> way(Optional<SubState> from, SubState to) {
        if (from.equals(Optional.of(to))) {
            return List.of();
        }
        boolean waited = from.equals(Optional.of(SubState.ALLOWED_WAITING))
                || from.equals(Optional.of(SubState.NOT_ALLOWED_WAITING));
        return switch (to) {
            case ALLOWED_LOADED -> waited ? List.of(SubState.ALLOWED_READY, to) : List.of(to);
            case NOT_ALLOWED_LOADED -> waited ? List.of(SubState.NOT_ALLOWED_READY, to) : List.of(to);
            default -> List.of(to);
        };
    }

    /** The substate of that job; empty when it has begun. */
    static Optional<SubState> of(Job job, Optional<Job> next, boolean interrupted) {
        if (!job.state().hasNotBegun()) {
            return Optional.empty();
        }
        boolean released = job.state() == JobState.ALLOWED_TO_START;
        if (interrupted) {
            return Optional.of(released ? SubState.ALLOWED_WAITING : SubState.NOT_ALLOWED_WAITING);
        }
        if (next.equals(Optional.of(job))) {
            return Optional.of(released ? SubState.ALLOWED_LOADED : SubState.NOT_ALLOWED_LOADED);
        }
        return Optional.of(released ? SubState.ALLOWED_READY : SubState.NOT_ALLOWED_READY);
    }
}
