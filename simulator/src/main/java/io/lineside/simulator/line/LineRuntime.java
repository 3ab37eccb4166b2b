package io.lineside.simulator.line;

import io.lineside.simulator.behaviour.Switches;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.plant.LineSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a wire needs of its line.
 *
 * @param worker the line's own single thread
 * @param switches how the line behaves, from before the wire starts
 * @param dataDir the plant's folder for files
 */
public record LineRuntime(
        LineSpec spec,
        JobControl jobs,
        AnswerGate answers,
        ScheduledExecutorService worker,
        Clock clock,
        Switches switches,
        Path dataDir) {}
