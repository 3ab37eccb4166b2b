package io.lineside.simulator.cli;

import io.lineside.simulator.ScenarioRun;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.line.LoopbackPort;
import io.lineside.simulator.line.PortTakenException;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.PlantFaultsException;
import io.lineside.simulator.plant.Scenario;
import io.lineside.simulator.proxy.FaultProxy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a plant until the process is told to end. */
@Command(name = "run", description = "Runs a plant until the process is ended.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final int REFUSED = 2;

    @Parameters(index = "0", paramLabel = "PLANT.YAML", description = "The plan of the plant.")
    private Path file = Path.of("plant.yaml");

    @Option(names = "--time-scale", paramLabel = "N", description = "N times faster than real time, over the plan's.")
    private @Nullable Double timeScale;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the ledger and job lists, over the plan's.")
    private @Nullable Path dataDir;

    @Option(names = "--scenario", paramLabel = "FILE", description = "What happens to the lines and when, YAML.")
    private @Nullable Path scenario;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            run(plant());
            return 0;
        } catch (PlantFaultsException | PortTakenException | IllegalArgumentException e) {
            err().println(e.getMessage());
            return REFUSED;
        }
    }

    private Plant plant() {
        Plant plant = Plant.load(file);
        if (timeScale != null) {
            plant = plant.withTimeScale(timeScale);
        }
        return dataDir == null ? plant : plant.withDataDir(dataDir);
    }

    private void run(Plant plant) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        // Read first: a faulty scenario shall start no plant.
        Scenario steps = scenario == null ? new Scenario(List.of()) : Scenario.load(scenario, plant);
        try (Simulator simulator = Simulator.start(plant)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(told, stopped), "end"));
            announce(simulator);
            ScenarioRun running = ScenarioRun.begin(steps, simulator);
            told.await();
            running.close();
        } finally {
            stopped.countDown();
        }
    }

    private static void endInOrder(CountDownLatch told, CountDownLatch stopped) {
        told.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void announce(Simulator simulator) {
        PrintWriter out = out();
        simulator.ownBrokerPort().ifPresent(port -> out.println("broker  tcp://" + LoopbackPort.HOST + ":" + port));
        for (SimulatedLine line : simulator.lines()) {
            out.println("line    " + line.id() + "  " + line.spec().protocol().protocolName() + "  " + line.endpoint());
        }
        for (FaultProxy proxy : simulator.proxies()) {
            out.println("proxy   " + proxy.name() + "  " + LoopbackPort.HOST + ":" + proxy.port() + " -> "
                    + proxy.target());
        }
        out.println("control http://" + LoopbackPort.HOST + ":" + simulator.controlPort());
        out.println("simulator: ready");
        out.flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
