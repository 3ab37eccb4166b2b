package io.lineside.simulator.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantReaderTest {
    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("plant.yaml");
    }

    @Test
    void everyKeyIsRead() throws IOException {
        // Given
        write(
                """
                plant: demo
                timeScale: 20
                data: made
                control: { port: 8480 }
                broker: { port: 1883 }
                lines:
                  - id: glaze-1
                    protocol: opcua-job-control
                    port: 4840
                    capacity: 4
                    pieceTime: PT20S
                    workMasters: [glaze/1, glaze/2]
                  - id: pack-1
                    protocol: mqtt-uns
                    broker: tcp://127.0.0.1:1884
                    topicPrefix: acme/north/finishing/pack-1
                    capacity: 3
                    pieceTime: PT5S
                    workMasters: [pack/1]
                """);

        // When
        Plant plant = Plant.load(file);

        // Then
        LineSpec pack = LineSpec.mqtt("pack-1", "acme/north/finishing/pack-1", 3, Duration.ofSeconds(5), "pack/1")
                .throughBroker(URI.create("tcp://127.0.0.1:1884"));
        assertThat(plant)
                .isEqualTo(new Plant(
                        "demo",
                        20,
                        file.resolveSibling("made"),
                        8480,
                        Optional.of(new BrokerSpec(1883)),
                        List.of(
                                LineSpec.opcUa("glaze-1", 4840, 4, Duration.ofSeconds(20), "glaze/1", "glaze/2"),
                                pack)));
    }

    @Test
    void whatIsLeftOutHasADefault() throws IOException {
        // Given
        write(
                """
                plant: demo
                lines:
                  - { id: a, protocol: opcua-job-control, port: 0, capacity: 1, pieceTime: PT1S, workMasters: [a/1] }
                """);

        // When
        Plant plant = Plant.load(file);

        // Then
        assertThat(plant.timeScale()).isEqualTo(1);
        assertThat(plant.dataDir()).isEqualTo(file.resolveSibling("data"));
        assertThat(plant.controlPort()).isZero();
        assertThat(plant.broker()).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirPlaces() throws IOException {
        // Given
        write(
                """
                plant: demo
                timescale: 20
                control: { port: eighty }
                lines:
                  - id: glaze-1
                    protocol: opcua-jobs
                    capacity: 0
                    pieceTime: 20 s
                    workMasters: glaze/1
                  - id: pack-1
                    protocol: mqtt-uns
                    topicPrefix: acme/#
                    capacity: 4
                    pieceTime: PT0S
                    workMasters: [pack/1]
                    colour: red
                """);

        // When
        PlantFaultsException refusal = catchThrowableOfType(PlantFaultsException.class, () -> Plant.load(file));

        // Then
        assertThat(refusal.faults())
                .containsExactly(
                        file + ":3:18: control.port: must be a whole number, was 'eighty'",
                        file + ":6:15: lines.glaze-1.protocol: must be one that the simulator speaks, was"
                                + " 'opcua-jobs'; allowed: opcua-job-control, mqtt-uns",
                        file + ":7:15: lines.glaze-1.capacity: must be from 1 to 65535, was 0",
                        file + ":8:16: lines.glaze-1.pieceTime: must be a duration such as PT20S, was '20 s'",
                        file + ":9:18: lines.glaze-1.workMasters: must be a list of texts, was 'glaze/1'",
                        file + ":12:18: lines.pack-1.topicPrefix: must be words between slashes, without + and #,"
                                + " was 'acme/#'",
                        file + ":14:16: lines.pack-1.pieceTime: must be longer than 0s, was PT0S",
                        file + ":16:5: lines.pack-1.colour: unknown key, was 'colour'; allowed: id, protocol, broker,"
                                + " topicPrefix, capacity, pieceTime, workMasters",
                        file + ":2:1: timescale: unknown key, was 'timescale'; allowed: plant, timeScale, data,"
                                + " control, broker, lines");
    }

    @Test
    void aLineWithoutAnyBrokerIsRefused() throws IOException {
        // Given
        write(
                """
                plant: demo
                lines:
                  - { id: a, protocol: mqtt-uns, topicPrefix: a/b, capacity: 1, pieceTime: PT1S, workMasters: [a/1] }
                """);

        // When
        PlantFaultsException refusal = catchThrowableOfType(PlantFaultsException.class, () -> Plant.load(file));

        // Then
        assertThat(refusal).hasMessageContaining("lines.a.broker: must be given when the plant has no broker");
    }

    @Test
    void whatIsNotYamlIsRefusedAtItsPlace() throws IOException {
        // Given
        write("plant: [demo");

        // When
        PlantFaultsException refusal = catchThrowableOfType(PlantFaultsException.class, () -> Plant.load(file));

        // Then
        assertThat(refusal).hasMessageContaining(file + ":").hasMessageContaining("must be YAML");
    }

    @Test
    void aMissingFileIsRefused() {
        // When
        PlantFaultsException refusal = catchThrowableOfType(PlantFaultsException.class, () -> Plant.load(file));

        // Then
        assertThat(refusal).hasMessageContaining("must be a YAML file that can be read");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
    }
}
