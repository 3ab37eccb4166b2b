package io.lineside.simulator;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.plant.LineSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a running plant, and how a test disturbs it. Its job list and the made ledger are files, so that a stop
 * or a crash and a start after it lose nothing that a real line would keep.
 *
 * <p>Thread-safe.
 */
public final class SimulatedLine {
    private final LineSpec spec;
    private final LineSetting setting;
    private @Nullable LineRun run;
    private String endpoint = "";
    private List<LineJob> lastJobs = List.of();
    private Disturbance disturbance;

    SimulatedLine(LineSpec spec, LineSetting setting) {
        this.spec = spec;
        this.setting = setting;
        this.disturbance = new Disturbance(false, false, spec.behaviour());
    }

    /** The line's id in the plan. */
    public String id() {
        return spec.id();
    }

    /** What the plan says of the line. */
    public LineSpec spec() {
        return spec;
    }

    /** Port of the OPC UA server, or of the broker; the same after a restart. */
    public int port() {
        return setting.port();
    }

    /** {@code opc.tcp://127.0.0.1:<port>/<lineId>}, or the broker's address {@code tcp://host:port}. */
    public synchronized String endpoint() {
        return endpoint;
    }

    /** Whether the line is started. */
    public synchronized boolean isUp() {
        return run != null;
    }

    /** Starts the line, with the jobs it had; does nothing when it is up. */
    public synchronized void start() {
        if (run == null) {
            LineRun started = LineRun.start(spec, setting, disturbance);
            run = started;
            endpoint = started.endpoint();
        }
    }

    /** Stops the line as its protocol wants; does nothing when it is down. */
    public synchronized void stop() {
        LineRun running = run;
        if (running != null) {
            running.stop();
            ended(running);
        }
    }

    /** Cuts the line off as if its process was killed: no goodbye on any socket; does nothing when it is down. */
    public synchronized void crash() {
        LineRun running = run;
        if (running != null) {
            running.crash();
            ended(running);
        }
    }

    /**
     * While held, the line takes requests and does them, but answers none; outlasts a restart. When released, an OPC
     * UA line sends the answers it held, an MQTT line has dropped them. Events and job states are sent all the time.
     */
    public synchronized void holdAnswers(boolean hold) {
        disturb(disturbance.withAnswersHeld(hold));
    }

    /** While held, jobs stay as they are and no piece is made; outlasts a restart. */
    public synchronized void holdProduction(boolean hold) {
        disturb(disturbance.withProductionHeld(hold));
    }

    /** How the line's switches stand. */
    public synchronized Behaviour behaviour() {
        return disturbance.behaviour();
    }

    /**
     * Sets some of the line's switches; outlasts a restart. An unknown switch, a value that it cannot have, or one that
     * a line of this protocol does not have is an {@link IllegalArgumentException}, and nothing is changed.
     */
    public synchronized void behave(Map<String, ?> switches) {
        Behaviour behaviour = disturbance.behaviour().with(switches);
        LineSpec.checkBehaviour(spec.protocol(), behaviour);
        disturb(disturbance.withBehaviour(behaviour));
    }

    /** The jobs that the line knows, by arrival; of a line that is down, those it knew last. */
    public synchronized List<LineJob> jobs() {
        LineRun running = run;
        return running == null ? lastJobs : running.jobs();
    }

    private void disturb(Disturbance newDisturbance) {
        disturbance = newDisturbance;
        LineRun running = run;
        if (running != null) {
            running.disturb(newDisturbance);
        }
    }

    private void ended(LineRun ended) {
        lastJobs = ended.jobs();
        run = null;
    }
}
