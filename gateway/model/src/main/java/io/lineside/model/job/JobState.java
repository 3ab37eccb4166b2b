package io.lineside.model.job;

import java.util.Optional;

/** The state of a job at the line (OPC 10031-4 6.2.1), with the StateNumber that goes over the wire. */
public enum JobState {
    /** Kept at the line, waiting for Start. */
    NOT_ALLOWED_TO_START(1, "NotAllowedToStart"),
    /** May start whenever the line is ready. */
    ALLOWED_TO_START(2, "AllowedToStart"),
    /** Being made. */
    RUNNING(3, "Running"),
    /** Stopped for now, by a person or by a constraint. */
    INTERRUPTED(4, "Interrupted"),
    /** Finished in an orderly way. */
    ENDED(5, "Ended"),
    /** Ended before its time; what was made until then stays made. */
    ABORTED(6, "Aborted");

    private final int number;
    private final String text;

    JobState(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The StateNumber on the wire, 1 to 6. */
    public int number() {
        return number;
    }

    /** The StateText on the wire. */
    public String text() {
        return text;
    }

    /** Whether the line will do nothing more for this job. */
    public boolean isFinal() {
        return this == ENDED || this == ABORTED;
    }

    /** The state with this StateNumber, or empty for a number the standard does not know. */
    public static Optional<JobState> ofNumber(long number) {
        for (JobState state : values()) {
            if (state.number == number) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
