package io.lineside.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulatorMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesTheCommand() {
        // When
        int code = execute("--help");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("lineside-simulator").contains("run");
    }

    @Test
    void versionIsSaid() {
        // When
        int code = execute("--version");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("lineside-simulator ");
    }

    @Test
    void aTakenPortEndsWithTwoAndNamesTheSetting(@TempDir Path folder) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            Path file = folder.resolve("plant.yaml");
            Files.writeString(
                    file,
                    """
                    plant: demo
                    lines:
                      - { id: a, protocol: opcua-job-control, port: %d, capacity: 1, pieceTime: PT1S, workMasters: [a/1] }
                    """
                            .formatted(taken.getLocalPort()));

            // When
            int code = execute("run", file.toString(), "--time-scale", "5", "--data", folder + "/d");

            // Then
            assertThat(code).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("lines.a.port: must be a free port on 127.0.0.1, was " + taken.getLocalPort());
            assertThat(folder.resolve("d/made.ndjson")).exists();
        }
    }

    @Test
    void aFaultyPlantEndsWithTwoAndAllItsFaults(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("plant.yaml"), "plant: demo\nline: []\n");

        // When
        int code = execute("run", file.toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("lines: must be given, was missing").contains("line: unknown key");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = SimulatorMain.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
