package io.lineside.gateway.bench;

import io.lineside.gateway.demo.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Java program under load, in a process of its own whose processor time and memory are read from the system. */
final class Program implements AutoCloseable {
    private static final long KIB = 1024;

    private final ChildProgram process;

    private Program(ChildProgram process) {
        this.process = process;
    }

    /** Starts a main class with this JVM and these options, with no thought of starting fast; its output goes to a file. */
    static Program start(String name, Path logs, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return new Program(ChildProgram.start(name, logs.resolve(name + ".log"), command));
    }

    /** Starts a program of the system; its output goes to a file. */
    static Program start(String name, Path logs, List<String> command) {
        return new Program(ChildProgram.start(name, logs.resolve(name + ".log"), command));
    }

    void awaitReady() {
        process.awaitReady();
    }

    /** Processor time used so far. */
    Duration cpu() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
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

    /** Ends it without a word to it: kill -9. */
    void kill() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        process.close();
    }

    @Override
    public void close() {
        process.close();
    }
}
