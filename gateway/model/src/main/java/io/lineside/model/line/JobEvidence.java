package io.lineside.model.line;

import io.lineside.model.job.JobResponse;

/** What a line says about one job order when asked. */
public sealed interface JobEvidence {
    /** The line knows the job order and tells its state. */
    record Present(JobResponse response) implements JobEvidence {}

    /**
     * The line is working, answered, and does not know the job order. That alone does not prove that it never made it:
     * it may have forgotten ({@link LineConnector#memory()}), and a command without an answer may still arrive.
     */
    record Absent() implements JobEvidence {}

    /**
     * The line is working, answered, and shows that it remembers no job order at all: it is new, or has lost everything.
     * Asking again brings nothing more.
     *
     * @param sign by what it shows that
     */
    record Forgotten(String sign) implements JobEvidence {}

    /**
     * The line gave no usable answer: nothing is proved.
     *
     * @param waitedFor what was waited for, how long, and what came instead
     */
    record Unanswered(String waitedFor) implements JobEvidence {}
}
