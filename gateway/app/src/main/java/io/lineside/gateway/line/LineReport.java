package io.lineside.gateway.line;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import java.util.List;

/**
 * What a line reported about a job, once or several times together.
 *
 * @param responses at least one, all about the same job, in the order the line made them
 */
public record LineReport(EquipmentId line, List<JobResponse> responses) {
    /** Copies the list. */
    public LineReport {
        responses = List.copyOf(responses);
        JobOrderId job = responses.get(0).jobOrderId();
        if (!responses.stream().allMatch(response -> response.jobOrderId().equals(job))) {
            throw new IllegalArgumentException("reports of line " + line + ": must be about one job, were about "
                    + responses.stream().map(JobResponse::jobOrderId).distinct().toList());
        }
    }

    /** One report. */
    public LineReport(EquipmentId line, JobResponse response) {
        this(line, List.of(response));
    }

    /** What it is about. */
    public JobOrderId jobOrderId() {
        return responses.get(0).jobOrderId();
    }
}
