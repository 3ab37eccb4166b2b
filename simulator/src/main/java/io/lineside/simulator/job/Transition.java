package io.lineside.simulator.job;

import java.util.Optional;

/** What a command does to a job that the line knows. */
sealed interface Transition {
    /** The job goes to another state. */
    record Enter(JobState state, Optional<SubState> subState) implements Transition {}

    /** The job's order is replaced, its state stays. */
    record Replace() implements Transition {}

    /** The line forgets the job. */
    record Forget() implements Transition {}
}
