package io.lineside.gateway.bench;

import io.lineside.gateway.demo.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java program under load, in a process of its own whose processor time and memory are read from the system. */
final class Program implements AutoCloseable {
    private static final long KIB = 1024;
    private static final long TICK_MILLIS = 10;
    /** Where /proc/PID/task/TID/stat has the ticks, behind the thread's name. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    /** The heap's generations, or all of it; not the metaspace, whose line says committed behind. */
    private static final Pattern USED = Pattern.compile("(?:heap|generation) +total \\d+K, used (\\d+)K");

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

    /** Of that the JIT compiler's; nothing where the system does not tell. */
    Duration compiling() {
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return Duration.ZERO;
        }
        try (var threads = Files.list(tasks)) {
            return Duration.ofMillis(
                    TICK_MILLIS * threads.mapToLong(Program::compilerTicks).sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long compilerTicks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return stat.contains("CompilerThre") ? Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]) : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Resident memory in megabytes; 0 where the system does not tell. */
    long residentMegabytes() {
        return told("status", "VmRSS:") / KIB;
    }

    /** Bytes that it had written to disks; 0 where the system does not tell. */
    long writtenBytes() {
        return told("io", "write_bytes:");
    }

    private long told(String file, String name) {
        Path told = Path.of("/proc", Long.toString(process.pid()), file);
        if (!Files.isReadable(told)) {
            return 0;
        }
        try (var lines = Files.lines(told)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of its Java heap that are in use after a full collection; empty where jcmd can not tell. */
    OptionalLong liveHeap() {
        diagnosed("GC.run");
        Matcher used = USED.matcher(diagnosed("GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1)) * KIB;
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private String diagnosed(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "";
        }
        try {
            Process asking = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
