package io.lineside.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.cli.SimulatorMain;
import io.lineside.simulator.job.JobState;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.mqtt.PackOrder;
import io.lineside.simulator.plant.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, killed with no chance to say or write anything. */
class KilledProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PIECES = 30;

    @Test
    void aKilledPlantLosesNoJobAndMakesNoPieceTwice(@TempDir Path folder) throws Exception {
        // Given
        Path file = plan(folder, 1);
        Path said = folder.resolve("said.txt");
        Process process = program(file, said);
        await().atMost(PATIENCE).until(() -> Files.readString(said).contains("control "));
        PackOrder.send(brokerPort(said), "acme/pack-1", "J-1", PIECES);
        Path ledger = folder.resolve("data/made.ndjson");
        await().atMost(PATIENCE).until(() -> Files.readAllLines(ledger).size() >= 5);

        // When
        process.destroyForcibly().waitFor();
        int madeBefore = Files.readAllLines(ledger).size();

        // Then
        assertThat(madeBefore).isLessThan(PIECES);
        try (Simulator simulator = Simulator.start(Plant.load(plan(folder, 100)))) {
            await().atMost(PATIENCE)
                    .until(() -> simulator.line("pack-1").jobs().get(0).state() == JobState.ENDED);
            List<Integer> all = IntStream.rangeClosed(1, PIECES).boxed().toList();
            assertThat(simulator.ledger().entries()).extracting(MadePiece::unit).isEqualTo(all);
        }
    }

    /** Slow, so that the kill comes long before the job's end, or fast, for the rest of the job. */
    private static Path plan(Path folder, int timeScale) throws IOException {
        return Files.writeString(
                folder.resolve("plant.yaml"),
                """
                plant: demo
                timeScale: %d
                broker: { port: 0 }
                lines:
                  - id: pack-1
                    protocol: mqtt-uns
                    topicPrefix: acme/pack-1
                    capacity: 4
                    pieceTime: PT0.2S
                    workMasters: [pack/1]
                """
                        .formatted(timeScale));
    }

    private static Process program(Path file, Path said) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Djava.io.tmpdir=" + said.toAbsolutePath().getParent(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "run",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private static int brokerPort(Path said) throws IOException {
        String address = Files.readAllLines(said).get(0);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
