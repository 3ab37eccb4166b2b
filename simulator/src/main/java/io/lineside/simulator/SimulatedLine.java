package io.lineside.simulator;

import io.lineside.simulator.plant.LineSpec;
import java.util.List;
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
    private boolean answersHeld;
    private boolean productionHeld;

    SimulatedLine(LineSpec spec, LineSetting setting) {
        this.spec = spec;
        this.setting = setting;
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
            LineRun started = LineRun.start(spec, setting, answersHeld, productionHeld);
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
        answersHeld = hold;
        LineRun running = run;
        if (running != null) {
            running.holdAnswers(hold);
        }
    }

    /** While held, jobs stay as they are and no piece is made; outlasts a restart. */
    public synchronized void holdProduction(boolean hold) {
        productionHeld = hold;
        LineRun running = run;
        if (running != null) {
            running.holdProduction(hold);
        }
    }

    /** The jobs that the line knows, by arrival; of a line that is down, those it knew last. */
    public synchronized List<LineJob> jobs() {
        LineRun running = run;
        return running == null ? lastJobs : running.jobs();
    }

    private void ended(LineRun ended) {
        lastJobs = ended.jobs();
        run = null;
    }
}
