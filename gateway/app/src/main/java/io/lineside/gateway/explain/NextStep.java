package io.lineside.gateway.explain;

import io.lineside.model.work.TrackedJob;

/**
 * What a job waits for, and what a person can do about it. Every phase that is not final has a next step: a job without
 * one would be stuck for ever. Pure; thread-safe.
 *
 * @param waitsFor what happens next by itself, or who has to do something; empty when nothing more will happen
 * @param person what a person can do; empty for nothing
 */
public record NextStep(String waitsFor, String person) {
    private static final NextStep NONE = new NextStep("", "");

    /** The next step of a job as it is. */
    public static NextStep of(TrackedJob job) {
        return switch (job.phase()) {
            case QUEUED -> queued(job);
            case SENDING -> new NextStep("the answer of " + job.line(), "");
            case IN_DOUBT ->
                new NextStep(
                        "the word of " + job.line() + " whether it has the job; it is asked until it answers",
                        "look at the line and decide: made, not-made, move, cancel");
            case STORED -> new NextStep("the line to take the Start, which is sent until it does", "");
            case STARTED -> new NextStep("the line to begin", made());
            case CANCELLING ->
                new NextStep(
                        job.line() + " to say that it took the job back; it is told until it does",
                        "if you took it away at the line: cancel, confirmed; if it was made: made, confirmed");
            case RUNNING -> new NextStep("the line to finish", made());
            case INTERRUPTED -> new NextStep("the line to go on", "end the interruption at the line; " + made());
            case HELD -> new NextStep("a person", "look at the line and decide: made, not-made, move, cancel, retry");
            case QUARANTINED -> new NextStep("a person", "mend what is named and decide: retry, made, move, cancel");
            case ENDED, ABORTED, CANCELLED, FAILED -> NONE;
        };
    }

    private static NextStep queued(TrackedJob job) {
        if (job.waitsFor() > 0) {
            return new NextStep(job.waitsFor() + " operation(s) before it", "");
        }
        return job.reason().isEmpty()
                ? new NextStep(job.line() + " to be connected and to have room", "")
                : new NextStep(job.line() + ", to which it goes again by itself", "see to the line: " + job.reason());
    }

    private static String made() {
        return "if the line is lost for good: made, confirmed";
    }
}
