package io.lineside.simulator;

import io.lineside.simulator.plant.Scenario;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scenario that runs on a plant, from now on. Steps come one after the other; one that fails (a port that was taken
 * in between) is logged, and the next ones still come.
 *
 * <p>Thread-safe.
 */
public final class ScenarioRun implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ScenarioRun.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "scenario");
        thread.setDaemon(true);
        return thread;
    });

    private ScenarioRun() {}

    /** Begins the scenario. */
    public static ScenarioRun begin(Scenario scenario, Simulator simulator) {
        ScenarioRun run = new ScenarioRun();
        for (Scenario.Step step : scenario.steps()) {
            Runnable task = () -> take(step, simulator.line(step.line()));
            var unused = run.timer.schedule(task, step.at().toNanos(), TimeUnit.NANOSECONDS);
        }
        return run;
    }

    /** Drops the steps that are still to come. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static void take(Scenario.Step step, SimulatedLine line) {
        try {
            if (step.action().isPresent()) {
                act(step.action().get(), line);
            } else {
                line.behave(step.switches());
            }
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("equipment", line.id())
                    .addKeyValue("at", step.at())
                    .setCause(e)
                    .log("a step of the scenario failed");
        }
    }

    private static void act(String action, SimulatedLine line) {
        switch (action) {
            case "stop" -> line.stop();
            case "start" -> line.start();
            default -> line.crash();
        }
    }
}
