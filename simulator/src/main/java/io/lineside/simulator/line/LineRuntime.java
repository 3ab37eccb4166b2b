package io.lineside.simulator.line;

import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.plant.LineSpec;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a wire needs of its line.
 *
 * @param worker the line's own single thread
 */
public record LineRuntime(
        LineSpec spec, JobControl jobs, AnswerGate answers, ScheduledExecutorService worker, Clock clock) {}
