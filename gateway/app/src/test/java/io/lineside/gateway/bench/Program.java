package io.lineside.gateway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java program under load, in a process of its own whose processor time and memory are read from the system. */
final class Program implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 30;
    private static final long KIB = 1024;

    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private Program(Process process) {
        this.process = process;
    }

    /** Starts a main class with this JVM and these options; its output goes to a file. */
    static Program start(String name, Path logs, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        try {
            Files.createDirectories(logs);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            var program = new Program(process);
            var reader = new Thread(() -> program.read(logs.resolve(name + ".log")), "log-" + name);
            reader.setDaemon(true);
            reader.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        ready.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Processor time used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in megabytes; 0 where the system does not tell. */
    long residentMegabytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(Path log) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                var file = Files.newBufferedWriter(log)) {
            String last = "nothing";
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = line;
                file.write(line);
                file.newLine();
                file.flush();
                if (line.matches("[a-z]+: ready.*")) {
                    ready.complete(null);
                }
            }
            ready.completeExceptionally(
                    new IllegalStateException("ended before it was ready; its last words: " + last));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
