package io.lineside.connector.opcua.mapping;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import java.util.Optional;

/** What can be made of something a line said about a job. */
public sealed interface Reading {
    /** It says what the gateway needs. */
    record Usable(JobResponse response) implements Reading {}

    /**
     * It does not.
     *
     * @param jobOrderId which job it is about; empty when it can be none of the gateway's
     */
    record Unusable(Optional<JobOrderId> jobOrderId, String reason) implements Reading {}
}
