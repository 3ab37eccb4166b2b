package io.lineside.model.line;

import io.lineside.model.job.JobResponse;
import java.util.List;

/** What a line says when asked for all its job orders. */
public sealed interface JobListing {
    /** Every job order that the line knows, each with its state. */
    record Known(List<JobResponse> responses) implements JobListing {
        /** Copies the list. */
        public Known {
            responses = List.copyOf(responses);
        }
    }

    /**
     * The line gave no usable answer: nothing is proved.
     *
     * @param waitedFor what was waited for, how long, and what came instead
     */
    record Unanswered(String waitedFor) implements JobListing {}
}
