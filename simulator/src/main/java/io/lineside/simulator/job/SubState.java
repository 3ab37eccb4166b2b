package io.lineside.simulator.job;

/** The substates of OPC 10031-4 6.2.2: every one that the standard has. */
public enum SubState {
    /** Not released; what it needs is not there. */
    NOT_ALLOWED_WAITING(SubState.NOT_ALLOWED, 1, "Waiting"),
    /** Not released; everything that it needs is there. */
    NOT_ALLOWED_READY(SubState.NOT_ALLOWED, 2, "Ready"),
    /** Not released; in the line's memory as the one that would be next. */
    NOT_ALLOWED_LOADED(SubState.NOT_ALLOWED, 3, "Loaded"),
    /** Released; what it needs is not there. */
    ALLOWED_WAITING(SubState.ALLOWED, 1, "Waiting"),
    /** Released; everything that it needs is there. */
    ALLOWED_READY(SubState.ALLOWED, 2, "Ready"),
    /** Released; in the line's memory as the next one. */
    ALLOWED_LOADED(SubState.ALLOWED, 3, "Loaded"),
    /** Interrupted by the line itself. */
    HELD("InterruptedSubstates", 1, "Held"),
    /** Interrupted on purpose, by Pause. */
    SUSPENDED("InterruptedSubstates", 2, "Suspended"),
    /** Ended with every piece made. */
    COMPLETED("EndedSubstates", 1, "Completed"),
    /** Ended by Stop, before every piece was made. */
    CLOSED("EndedSubstates", 2, "Closed");

    private static final String NOT_ALLOWED = "NotAllowedToStartSubstates";
    private static final String ALLOWED = "AllowedToStartSubstates";

    private final String browsePath;
    private final int number;
    private final String text;

    SubState(String browsePath, int number, String text) {
        this.browsePath = browsePath;
        this.number = number;
        this.text = text;
    }

    /** Name of the substate machine, the last element of the state's BrowsePath. */
    public String browsePath() {
        return browsePath;
    }

    /** The standard's StateNumber within that machine. */
    public int number() {
        return number;
    }

    /** The standard's StateText. */
    public String text() {
        return text;
    }
}
