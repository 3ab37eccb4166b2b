package io.lineside.gateway.chaos;

import static org.awaitility.Awaitility.await;

import io.lineside.gateway.GatewayProgram;
import io.lineside.gateway.demo.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The site's programs: each may be killed, frozen and started again. Used by one thread. */
final class Processes implements AutoCloseable {
    static final String GATEWAY = "gateway";
    /** Program of the broker that keeps files; rows that need it are left out without. */
    static final String MOSQUITTO_PROGRAM = "lineside.test.mosquitto";

    private static final String MOSQUITTO = "mosquitto";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final ChaosSite site;
    private final Layout layout;
    private final Map<String, ChildProgram> programs = new ConcurrentHashMap<>();
    private final Set<String> frozen = new HashSet<>();
    private final AtomicInteger starts = new AtomicInteger();
    private final GatewayClock clock;
    private @Nullable Process mosquitto;

    Processes(ChaosSite site, Layout layout) {
        this.site = site;
        this.layout = layout;
        this.clock = new GatewayClock(site.folder());
    }

    /** The gateway's own clock, if the layout gives it one. */
    GatewayClock clock() {
        return clock;
    }

    void startAll() {
        if (!layout.ownBroker()) {
            startBroker();
        }
        site.plants().forEach(this::begin);
        begin(GATEWAY);
        programs.values().forEach(ChildProgram::awaitReady);
    }

    /** Starts a program and waits until it says that it is ready. */
    void start(String name) {
        begin(name).awaitReady();
    }

    private ChildProgram begin(String name) {
        ChildProgram program = name.equals(GATEWAY)
                ? gateway()
                : program(
                        name,
                        "io.lineside.simulator.cli.SimulatorMain",
                        List.of("run", site.plantFile(name).toString()));
        programs.put(name, program);
        return program;
    }

    private ChildProgram gateway() {
        if (layout.blind()) {
            return program(
                    GATEWAY,
                    BlindGateway.class.getName(),
                    List.of("run", site.folder().toString()));
        }
        Path log = log(GATEWAY);
        List<String> command = new ArrayList<>(layout.ownClock() ? clock.command() : List.of());
        command.addAll(GatewayProgram.run(site.folder(), List.of("-Djava.io.tmpdir=" + log.getParent())));
        return ChildProgram.start(GATEWAY, log, command);
    }

    /** A program beside the site's own. */
    ChildProgram program(String name, String main, List<String> arguments) {
        Path log = log(name);
        return ChildProgram.start(name, log, ChildProgram.command(log, CLASS_PATH, main, arguments));
    }

    private Path log(String name) {
        return site.folder()
                .resolve("logs/%s-%03d.log".formatted(name, starts.incrementAndGet()))
                .toAbsolutePath();
    }

    long pid(String name) {
        ChildProgram program = programs.get(name);
        if (program == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return program.pid();
    }

    /** {@code kill -9}; what the process had not written is gone. */
    void kill(String name) {
        ChildProgram program = programs.remove(name);
        if (program != null) {
            end(ProcessHandle.of(program.pid()).orElseThrow());
        }
    }

    /** SIGSTOP: everything stays open, nothing moves. */
    void freeze(String name) {
        signal("-STOP", name);
        frozen.add(name);
    }

    /** SIGCONT. */
    void thaw(String name) {
        signal("-CONT", name);
        frozen.remove(name);
    }

    private void signal(String signal, String name) {
        command(List.of("kill", signal, Long.toString(pid(name))));
    }

    /** Mosquitto with its files, on the broker's port. */
    void startBroker() {
        Path folder = site.folder().resolve(MOSQUITTO);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("mosquitto.conf");
            Files.writeString(
                    file,
                    """
                    listener %d 127.0.0.1
                    allow_anonymous true
                    user root
                    set_tcp_nodelay true
                    max_queued_messages 0
                    persistence true
                    persistence_location %s/
                    autosave_interval 1
                    autosave_on_changes true
                    """
                            .formatted(site.port("broker"), folder));
            mosquitto = new ProcessBuilder(System.getProperty(MOSQUITTO_PROGRAM, MOSQUITTO), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of Mosquitto. */
    void killBroker() {
        Process broker = mosquitto;
        mosquitto = null;
        if (broker != null) {
            end(broker.toHandle());
        }
    }

    @Override
    public void close() {
        killBroker();
        // Whatever was frozen must run to hear that it shall end.
        Set.copyOf(frozen).forEach(this::thaw);
        programs.values().forEach(ChildProgram::close);
    }

    /** Runs a system's command to its end; true when it succeeded. */
    static boolean command(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }
}
