package io.lineside.gateway.observe;

/** What lies between two events of a job. */
enum Hop {
    /** Planned for a line, until the intent to send it is durable. */
    QUEUED("queued"),
    /** On its way to the line, until the line's answer is durable. */
    SENT("sent"),
    /** At the line, until it began to make it. */
    WAITED("waited"),
    /** From the beginning to the end of making it. */
    MADE("made"),
    /** Ended, until the line has been told to forget it. */
    CLEARED("cleared");

    private final String text;

    Hop(String text) {
        this.text = text;
    }

    /** The word in a meter's tag. */
    String text() {
        return text;
    }
}
