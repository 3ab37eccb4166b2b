package io.lineside.model.work;

/** The life of an accepted order. Final states are never left. */
public enum RequestState {
    /** Durable, not yet planned onto lines. */
    ACCEPTED("Accepted", false),
    /** Its job orders are queued at their lines. */
    RELEASED("Released", false),
    /** At least one of its jobs has started. */
    IN_PROGRESS("InProgress", false),
    /** Waits for a person or a condition; its reason is in the ledger. */
    HELD("Held", false),
    /** Cannot go on without a hand: something about it failed a check. */
    QUARANTINED("Quarantined", false),
    /** Every ordered piece was made. */
    COMPLETED("Completed", true),
    /** Ended with some of the ordered pieces made. */
    PARTIALLY_COMPLETED("PartiallyCompleted", true),
    /** Withdrawn before anything was made. */
    CANCELLED("Cancelled", true),
    /** Ended with nothing made. */
    FAILED("Failed", true);

    private final String text;
    private final boolean last;

    RequestState(String text, boolean last) {
        this.text = text;
        this.last = last;
    }

    /** The word that platforms see and the store keeps. */
    public String text() {
        return text;
    }

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return last;
    }

    /** The state with this word. */
    public static RequestState ofText(String text) {
        for (RequestState state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no order state is called '" + text + "'");
    }
}
