package io.lineside.simulator.job;

/**
 * The line's answer to a command.
 *
 * @param text more about a refusal for people; empty when done
 */
public record Reply(ReturnStatus status, String text) {
    /** Done as asked. */
    public static final Reply DONE = new Reply(ReturnStatus.NO_ERROR, "");

    /** A refusal that says why. */
    public static Reply refused(ReturnStatus status, String text) {
        return new Reply(status, text);
    }

    /** Whether the command was done. */
    public boolean isDone() {
        return status == ReturnStatus.NO_ERROR;
    }
}
