package io.lineside.model.work;

/** Where a job order is, as the gateway knows it. Final phases are never left. */
public enum JobPhase {
    /** Planned for its line, not sent. */
    QUEUED("Queued", false, false),
    /** The intent to send it is durable; the outcome is not known yet. */
    SENDING("Sending", true, false),
    /** Sent, and the line may or may not have it: only evidence from the line or a person settles this. */
    IN_DOUBT("InDoubt", true, false),
    /** The line has it and waits for Start. */
    STORED("Stored", true, false),
    /** The line has it and may start it. */
    STARTED("Started", true, false),
    /** A person or its platform decided that it shall not be made; the line is told so, and has not said that it did. */
    CANCELLING("Cancelling", true, false),
    /** The line is making it. */
    RUNNING("Running", true, false),
    /** The line has interrupted it. */
    INTERRUPTED("Interrupted", true, false),
    /** Waits for a person; the reason is kept with the job. */
    HELD("Held", false, false),
    /** Can not go on without a hand: something about it failed a check; the reason is kept with the job. */
    QUARANTINED("Quarantined", false, false),
    /** The line finished it. */
    ENDED("Ended", false, true),
    /** The line gave it up; what it made until then counts. */
    ABORTED("Aborted", false, true),
    /** Withdrawn before the line started it. */
    CANCELLED("Cancelled", false, true),
    /** No line took it; the reason is kept with the job. */
    FAILED("Failed", false, true);

    private final String text;
    private final boolean atLine;
    private final boolean last;

    JobPhase(String text, boolean atLine, boolean last) {
        this.text = text;
        this.atLine = atLine;
        this.last = last;
    }

    /** The word that platforms see and the store keeps. */
    public String text() {
        return text;
    }

    /** Whether the line has it, or may have it: such jobs take up the line's capacity. */
    public boolean isAtLine() {
        return atLine;
    }

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return last;
    }

    /** The phase with this word. */
    public static JobPhase ofText(String text) {
        for (JobPhase phase : values()) {
            if (phase.text.equals(text)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("no job phase is called '" + text + "'");
    }
}
