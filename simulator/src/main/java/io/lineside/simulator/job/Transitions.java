package io.lineside.simulator.job;

import static io.lineside.simulator.job.JobState.ABORTED;
import static io.lineside.simulator.job.JobState.ALLOWED_TO_START;
import static io.lineside.simulator.job.JobState.ENDED;
import static io.lineside.simulator.job.JobState.INTERRUPTED;
import static io.lineside.simulator.job.JobState.NOT_ALLOWED_TO_START;
import static io.lineside.simulator.job.JobState.RUNNING;

import java.util.Optional;

/** Which command is allowed in which state: the one place of OPC 10031-4 6.2.1's transition table. */
final class Transitions {
    private Transitions() {}

    /** What the command does to a job in that state; empty when the state does not allow it. */
    static Optional<Transition> of(Command command, JobState from) {
        return switch (command) {
            case START -> when(from == NOT_ALLOWED_TO_START, enter(ALLOWED_TO_START));
            case REVOKE_START -> when(from == ALLOWED_TO_START, enter(NOT_ALLOWED_TO_START));
            case UPDATE -> when(from.hasNotBegun(), new Transition.Replace());
            case PAUSE -> when(from == RUNNING, enter(INTERRUPTED, SubState.SUSPENDED));
            case RESUME -> when(from == INTERRUPTED, enter(RUNNING));
            case STOP -> when(from == RUNNING || from == INTERRUPTED, enter(ENDED, SubState.CLOSED));
            case ABORT -> when(!from.isOver(), enter(ABORTED));
            case CANCEL -> when(from.hasNotBegun(), new Transition.Forget());
            case CLEAR -> when(from.isOver(), new Transition.Forget());
            // A JobOrderID that the line knows is never taken a second time.
            case STORE, STORE_AND_START -> Optional.empty();
        };
    }

    private static Optional<Transition> when(boolean allowed, Transition transition) {
        return allowed ? Optional.of(transition) : Optional.empty();
    }

    private static Transition enter(JobState state) {
        return new Transition.Enter(state, Optional.empty());
    }

    private static Transition enter(JobState state, SubState subState) {
        return new Transition.Enter(state, Optional.of(subState));
    }
}
