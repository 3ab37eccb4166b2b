package io.lineside.gateway.store;

import static org.awaitility.Awaitility.await;

import io.lineside.gateway.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The gateway of a copy of the demo site in a process of its own, its lines away, started by another program if need be. */
final class LoneGateway implements AutoCloseable {
    private static final Path DEMO = Path.of("../../config/sites/demo");
    private static final Pattern READY =
            Pattern.compile(".*ready, orders at (http://[^/]+)/.*health at (http://[^/]+)/.*");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Of the ports of this machine: nobody listens there. */
    private static final String NOBODY = "9";

    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

    private final Thread reader = new Thread(this::read, "lone-gateway-output");

    private LoneGateway(Process process) {
        this.process = process;
        reader.setDaemon(true);
    }

    /** Copies the demo site into a fresh folder; {@code store} is what stands behind {@code store:} in site.yaml. */
    static Path site(Path folder, String store) throws IOException {
        try (Stream<Path> files = Files.walk(DEMO)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Path copy = folder.resolve(DEMO.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, edited(Files.readString(file), store));
            }
        }
        return folder;
    }

    private static String edited(String text, String store) {
        String found = text.replaceAll("store: .*", Matcher.quoteReplacement("store: " + store));
        for (var port :
                Map.of("8080", "0", "8081", "0", "1883", NOBODY, "4840", NOBODY).entrySet()) {
            found = found.replace(port.getKey(), port.getValue());
        }
        return found;
    }

    /** Starts the gateway of the site, through {@code wrapper}, a command that takes another command as its end. */
    static LoneGateway start(Path site, String... wrapper) throws IOException {
        List<String> command = new ArrayList<>(List.of(wrapper));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-Djava.io.tmpdir=" + site,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.lineside.gateway.cli.LinesideMain",
                "run",
                site.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var gateway = new LoneGateway(process);
        gateway.reader.start();
        return gateway;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher found = READY.matcher(line);
                if (found.matches()) {
                    ready.complete(found);
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        ready.completeExceptionally(new IllegalStateException("the gateway ended: " + output()));
    }

    /** A platform of it; waits until it is ready. */
    Platform platform() {
        return of(1);
    }

    /** Whoever looks after it, at its management port. */
    Platform management() {
        return of(2);
    }

    /** Where the platform API is; waits until it is ready. */
    URI api() {
        return address(1);
    }

    private Platform of(int group) {
        URI address = address(group);
        return new Platform(() -> address);
    }

    private URI address(int group) {
        return URI.create(
                ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().group(group));
    }

    /** What it printed and logged so far. */
    String output() {
        return String.join("\n", output);
    }

    /** The exit code, once it has ended by itself and all that it printed is read. */
    int exitCode() {
        await().atMost(PATIENCE).until(() -> !process.isAlive() && !reader.isAlive());
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** {@code kill -9}, of the wrapper too; returns when all are gone. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
