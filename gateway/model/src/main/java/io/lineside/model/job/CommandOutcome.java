package io.lineside.model.job;

/**
 * What became of a command, as far as the gateway can know. {@link Unknown} means: ask the line, never resend blindly.
 */
public sealed interface CommandOutcome {
    /** The line took the command. */
    record Accepted() implements CommandOutcome {}

    /**
     * The line answered and did not take the command.
     *
     * @param reason what the line said, in words for a technician
     */
    record Refused(RefusalCode code, String reason) implements CommandOutcome {}

    /**
     * No answer that says anything: the line may or may not have taken the command.
     *
     * @param waitedFor what was waited for, how long, and what came instead
     */
    record Unknown(String waitedFor) implements CommandOutcome {}
}
