package io.lineside.gateway.dispatch;

import io.lineside.model.work.TrackedJob;

/** What became of a person's decision. */
public sealed interface DecisionAnswer {
    /** It is durable; the job as it is now. */
    record Decided(TrackedJob job) implements DecisionAnswer {}

    /** There is no such job. */
    record NoSuchJob() implements DecisionAnswer {}

    /** The job does not wait for this decision, or not any more. */
    record MovedOn(TrackedJob job, String detail) implements DecisionAnswer {}

    /**
     * The decision can not be right for this job.
     *
     * @param pointer JSON pointer to what is wrong in the decision
     */
    record Unfit(String pointer, String rule, String was, String allowed, String detail) implements DecisionAnswer {}
}
