package io.lineside.gateway.line;

import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobCommand;

/**
 * A command on its way to a line.
 *
 * @param attempt which sending of the job order this is, so that a late outcome of an earlier one changes nothing
 */
public record LineCommand(EquipmentId line, JobCommand command, int attempt) {}
