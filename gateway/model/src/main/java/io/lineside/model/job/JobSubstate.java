package io.lineside.model.job;

import java.util.Optional;

/** What a line says beyond the state of a job (OPC 10031-4 6.2.2): the substates that the standard has. */
public enum JobSubstate {
    /** Not begun; what it needs is not there. */
    WAITING(1, "Waiting"),
    /** Not begun; everything that it needs is there. */
    READY(2, "Ready"),
    /** Not begun; in the line's memory as the next one. */
    LOADED(3, "Loaded"),
    /** Interrupted by a constraint inside the line. */
    HELD(1, "Held"),
    /** Interrupted on purpose. */
    SUSPENDED(2, "Suspended"),
    /** Ended with everything made. */
    COMPLETED(1, "Completed"),
    /** Ended before everything was made. */
    CLOSED(2, "Closed");

    private final int number;
    private final String text;

    JobSubstate(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The StateText on the wire. */
    public String text() {
        return text;
    }

    /** The substate of this state with this StateNumber, or empty for one that the standard does not know. */
    public static Optional<JobSubstate> of(JobState state, long number) {
        for (JobSubstate substate : values()) {
            if (substate.number == number && substate.isOf(state)) {
                return Optional.of(substate);
            }
        }
        return Optional.empty();
    }

    private boolean isOf(JobState state) {
        return switch (this) {
            case WAITING, READY, LOADED -> state == JobState.NOT_ALLOWED_TO_START || state == JobState.ALLOWED_TO_START;
            case HELD, SUSPENDED -> state == JobState.INTERRUPTED;
            case COMPLETED, CLOSED -> state == JobState.ENDED;
        };
    }
}
