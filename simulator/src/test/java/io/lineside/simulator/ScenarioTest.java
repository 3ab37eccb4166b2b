package io.lineside.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.PlantFaultsException;
import io.lineside.simulator.plant.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void stepsAreTakenAtTheirTimes() throws Exception {
        // Given
        Plant plant = plant("a", "b");
        Path file = Files.writeString(
                folder.resolve("evening.yaml"),
                """
                steps:
                  - { at: PT0.05S, line: a, set: { events: false, missingMethods: [Pause] } }
                  - { at: PT0.1S, line: a, do: crash }
                  - { at: PT0.2S, line: b, do: start }
                """);

        try (Simulator simulator = Simulator.start(plant)) {
            SimulatedLine a = simulator.line("a");
            SimulatedLine b = simulator.line("b");
            b.stop();

            // When
            long began = System.nanoTime();
            try (ScenarioRun run = ScenarioRun.begin(Scenario.load(file, plant), simulator)) {

                // Then
                assertThat(run).isNotNull();
                await().atMost(PATIENCE).until(() -> !a.isUp());
                assertThat(a.behaviour().is(Switch.EVENTS)).isFalse();
                assertThat(a.behaviour().isMissing("Pause")).isTrue();
                await().atMost(PATIENCE).until(b::isUp);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            }
        }
    }

    @Test
    void allFaultsOfAScenarioAreToldAtOnce() throws Exception {
        // Given
        Path file = Files.writeString(
                folder.resolve("evening.yaml"),
                """
                steps:
                  - { at: PT1S, line: b, do: crash }
                  - { at: PT1S, line: a, do: burn }
                  - { at: PT1S, line: a }
                  - { at: soon, line: a, do: stop }
                  - { at: PT1S, line: a, set: { events: maybe } }
                """);

        // When
        PlantFaultsException refusal =
                catchThrowableOfType(PlantFaultsException.class, () -> Scenario.load(file, plant("a")));

        // Then
        assertThat(refusal.faults())
                .containsExactly(
                        file + ":2:23: steps[0].line: must be in the plant, was 'b'; allowed: a",
                        file + ":3:30: steps[1].do: must be something that is done to a line, was 'burn'; allowed:"
                                + " stop, start, crash",
                        file + ":4:5: steps[2].do: must be given, or else 'set' with switches, was neither",
                        file + ":5:11: steps[3].at: must be a duration such as PT20S, was 'soon'",
                        file + ":6:31: steps[4].set.events: must be true or false, was 'maybe'");
    }

    private Plant plant(String... ids) {
        List<LineSpec> lines = Arrays.stream(ids)
                .map(id -> LineSpec.opcUa(id, 0, 1, Duration.ofSeconds(1), id + "/1"))
                .toList();
        return new Plant("test", 1, folder.resolve("data"), 0, Optional.empty(), lines);
    }
}
