package io.lineside.gateway.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Java program of the demo in a process of its own, with its output in a log file. Ended by {@link #close}. */
public final class ChildProgram implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("[a-z]+: ready");
    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private ChildProgram(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a main class with the JVM that runs the demo. */
    public static ChildProgram start(
            String name, Path log, String classPath, String mainClass, List<String> arguments) {
        return start(name, log, command(log, classPath, mainClass, arguments));
    }

    /** The command that starts a main class with the JVM that runs the demo, and keeps its files beside the log. */
    public static List<String> command(Path log, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + log.toAbsolutePath().getParent(), // one that is killed can not clear up
                "-cp",
                classPath,
                mainClass));
        command.addAll(arguments);
        return command;
    }

    /** Starts a program by its command. */
    public static ChildProgram start(String name, Path log, List<String> command) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            var program = new ChildProgram(name, process, log);
            var reader = new Thread(program::readOutput, "demo-" + name);
            reader.setDaemon(true);
            reader.start();
            // However the demo is ended, short of kill -9, it leaves nothing running behind it.
            Runtime.getRuntime().addShutdownHook(new Thread(program::close, "stop-" + name));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException("can not start the " + name, e);
        }
    }

    /** Waits for the line in which the program says that it is ready. */
    public String awaitReady() {
        try {
            return ready.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new DemoException("the " + name + " did not start; its output is in " + log, e);
        }
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Where its output is. */
    public Path log() {
        return log;
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

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                var file = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                if (READY.matcher(line).lookingAt()) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new DemoException("the " + name + " ended", null));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
