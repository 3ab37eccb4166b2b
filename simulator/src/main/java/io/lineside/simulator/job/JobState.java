package io.lineside.simulator.job;

import java.util.Arrays;
import java.util.Optional;

/** The top-level states of a job order (OPC 10031-4 6.2.1, StateNumber 1 to 6). */
public enum JobState {
    /** Kept, but not released. */
    NOT_ALLOWED_TO_START(1, "NotAllowedToStart"),
    /** Released; starts when the line is free. */
    ALLOWED_TO_START(2, "AllowedToStart"),
    /** Being made. */
    RUNNING(3, "Running"),
    /** Begun and paused. */
    INTERRUPTED(4, "Interrupted"),
    /** Over, in order. */
    ENDED(5, "Ended"),
    /** Over, given up. */
    ABORTED(6, "Aborted");

    private final int number;
    private final String text;

    JobState(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The standard's StateNumber. */
    public int number() {
        return number;
    }

    /** The standard's StateText. */
    public String text() {
        return text;
    }

    /** Whether nothing more will happen to the job. */
    public boolean isOver() {
        return this == ENDED || this == ABORTED;
    }

    /** Whether the job was not begun: Update and Cancel are for these. */
    public boolean hasNotBegun() {
        return this == NOT_ALLOWED_TO_START || this == ALLOWED_TO_START;
    }

    /** The state of that number, if the standard has one. */
    public static Optional<JobState> ofNumber(long number) {
        return Arrays.stream(values()).filter(state -> state.number == number).findFirst();
    }
}
