package io.lineside.gateway.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process of its own that accepts orders and prints the id of each acknowledged one. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private final Path errors;

    private OtherProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static OtherProcess accepting(Path file) throws IOException {
        return accepting(file, new String[0], "full", "16");
    }

    /**
     * Accepts through a command that takes another command as its end.
     *
     * @param how arguments of {@link AcceptingMain} after the file
     */
    static OtherProcess accepting(Path file, String[] wrapper, String... how) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var errors = file.resolveSibling("errors.txt");
        var command = new ArrayList<>(List.of(wrapper));
        command.addAll(List.of(java, "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Djava.io.tmpdir=" + file.toAbsolutePath().getParent(), "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), AcceptingMain.class.getName(), file.toString()));
        command.addAll(List.of(how));
        var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        return new OtherProcess(process, errors);
    }

    long pid() {
        return process.pid();
    }

    String nextLine() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException(
                    "the other process ended with " + process.onExit().join().exitValue() + ": " + log());
        }
        return line;
    }

    /** What it logged, at the logging library's own level. */
    String log() throws IOException {
        return Files.readString(errors);
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() {
        process.onExit().join();
    }

    /** Kills it, as a power cut of the process would, and returns what it had still printed. */
    List<String> kill() throws IOException {
        // By its handle: Process.destroyForcibly also closes the pipe, and what was printed would be lost.
        process.toHandle().destroyForcibly();
        var rest = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            rest.add(line);
        }
        process.onExit().join();
        return rest;
    }

    @Override
    public void close() throws IOException {
        kill();
        output.close();
    }
}
