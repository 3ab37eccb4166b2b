package io.lineside.gateway.line;

import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobResponse;

/** What a line reported about a job. */
public record LineReport(EquipmentId line, JobResponse response) {}
