package io.lineside.simulator.job;

/** The substates that a simulated line reports (OPC 10031-4 6.2.2); the others never occur on it. */
public enum SubState {
    /** Ended with every piece made. */
    COMPLETED("EndedSubstates", 1, "Completed"),
    /** Ended by Stop, before every piece was made. */
    CLOSED("EndedSubstates", 2, "Closed"),
    /** Interrupted on purpose, by Pause. */
    SUSPENDED("InterruptedSubstates", 2, "Suspended");

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
