package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;

/**
 * A report that can never be kept as progress, because what it says breaks a rule that only a bug can break.
 *
 * @param report the report as it was read, in words
 * @param reason what went wrong with it
 */
public record DeadReport(EquipmentId line, JobOrderId job, String report, String reason) {}
