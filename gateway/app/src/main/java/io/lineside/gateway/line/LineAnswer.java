package io.lineside.gateway.line;

import io.lineside.model.job.CommandOutcome;

/** A command and what became of it. */
public record LineAnswer(LineCommand command, CommandOutcome outcome) {}
