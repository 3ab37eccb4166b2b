package io.lineside.simulator.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lineside.simulator.job.Retention;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    void howAnOpcUaLineIsSecuredAndBehavesIsRead() throws IOException {
        // Given
        write(
                """
                plant: demo
                lines:
                  - id: glaze-1
                    protocol: opcua-job-control
                    port: 4840
                    capacity: 4
                    pieceTime: PT20S
                    workMasters: [glaze/1]
                    responses: { keep: 100, keepFor: PT1H, autoClear: true }
                    security:
                      policies: [Basic256Sha256]
                      none: true
                      users: { gateway: secret }
                      userCertificates: true
                    behaviour:
                      smallPlc: true
                      missingMethods: [Update, Pause]
                      machineryJobs: true
                      events: false
                      returnStatus: enum
                      restart: forget
                      lie: true
                      clockSkew: -PT5M
                      refuse: true
                      stall: true
                      slow: PT2S
                      interrupted: true
                      results: units
                      buildsOther: true
                      scrapEvery: 25
                  - id: old-1
                    protocol: opcua-tags
                    port: 4841
                    capacity: 1
                    pieceTime: PT20S
                    workMasters: [glaze/1]
                    parameters: { Color: String, Dwell: Double }
                """);

        // When
        Plant plant = Plant.load(file);

        // Then
        LineSpec glaze = LineSpec.opcUa("glaze-1", 4840, 4, Duration.ofSeconds(20), "glaze/1")
                .secured(new SecuritySpec(List.of("Basic256Sha256"), true, false, Map.of("gateway", "secret"), true))
                .keeping(new Retention(100, Optional.of(Duration.ofHours(1)), true))
                .behaving(Map.ofEntries(
                        Map.entry("smallPlc", true),
                        Map.entry("missingMethods", List.of("Update", "Pause")),
                        Map.entry("machineryJobs", true),
                        Map.entry("events", false),
                        Map.entry("returnStatus", "enum"),
                        Map.entry("restart", "forget"),
                        Map.entry("lie", true),
                        Map.entry("clockSkew", "-PT5M"),
                        Map.entry("refuse", true),
                        Map.entry("stall", true),
                        Map.entry("slow", "PT2S"),
                        Map.entry("interrupted", true),
                        Map.entry("results", "units"),
                        Map.entry("buildsOther", true),
                        Map.entry("scrapEvery", 25)));
        LineSpec old = LineSpec.tags(
                "old-1",
                4841,
                Duration.ofSeconds(20),
                Map.of("Color", TagType.STRING, "Dwell", TagType.DOUBLE),
                "glaze/1");
        assertThat(plant.lines()).containsExactly(glaze, old);
    }

    @Test
    void faultsInTheBlocksOfALineAreToldAtTheirPlaces() throws IOException {
        // Given
        write(
                """
                plant: demo
                lines:
                  - id: glaze-1
                    protocol: opcua-job-control
                    port: 4840
                    capacity: 4
                    pieceTime: PT20S
                    workMasters: [glaze/1]
                    responses: { keep: -1 }
                    security: { policies: [Basic128Rsa15] }
                    behaviour: { smallPlc: yes please, missingMethods: [Burn], colour: red, slow: -PT1S }
                  - id: old-1
                    protocol: opcua-tags
                    port: 4841
                    capacity: 2
                    pieceTime: PT20S
                    workMasters: [glaze/1]
                    parameters: { Color: Text }
                  - id: pack-1
                    protocol: mqtt-uns
                    broker: tcp://127.0.0.1:1883
                    topicPrefix: acme/pack-1
                    capacity: 4
                    pieceTime: PT5S
                    workMasters: [pack/1]
                    behaviour: { events: false }
                """);

        // When
        PlantFaultsException refusal = catchThrowableOfType(PlantFaultsException.class, () -> Plant.load(file));

        // Then
        String methods = "must be a list of method names such as [Update, Pause, RequestJobResponseByJobOrderState]";
        assertThat(refusal.faults())
                .containsExactly(
                        file
                                + ":10:27: lines.glaze-1.security.policies: must be among those that the simulator has, was"
                                + " 'Basic128Rsa15'; allowed: Basic256Sha256, Aes128_Sha256_RsaOaep,"
                                + " Aes256_Sha256_RsaPss",
                        file + ":9:24: lines.glaze-1.responses.keep: must be 0 or more, was -1",
                        file + ":11:28: lines.glaze-1.behaviour.smallPlc: must be true or false, was 'yes please'",
                        file + ":11:56: lines.glaze-1.behaviour.missingMethods: " + methods + ", was '[Burn]'",
                        file
                                + ":11:72: lines.glaze-1.behaviour.colour: unknown switch, was 'colour'; allowed: smallPlc,"
                                + " missingMethods, machineryJobs, events, returnStatus, restart, lie, clockSkew, refuse,"
                                + " refuseWith, makeAgain, twice, reorder, late, stall, slow,"
                                + " interrupted, results, buildsOther, scrapEvery",
                        file + ":11:83: lines.glaze-1.behaviour.slow: must be a duration of 0s or longer such as PT2S,"
                                + " was '-PT1S'",
                        file + ":18:26: lines.old-1.parameters.Color: must be an OPC UA type, was 'Text'; allowed:"
                                + " Boolean, Int16, Int32, Int64, Float, Double, String",
                        file + ":15:15: lines.old-1.capacity: must be 1 for opcua-tags, which keeps one job, was 2",
                        file + ":26:16: lines.pack-1.behaviour.events: is no switch of mqtt-uns; allowed: restart,"
                                + " clockSkew, refuse, refuseWith, makeAgain, twice, reorder, late, stall, interrupted, results,"
                                + " buildsOther, scrapEvery");
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
                                + " 'opcua-jobs'; allowed: opcua-job-control, opcua-tags, mqtt-uns",
                        file + ":7:15: lines.glaze-1.capacity: must be from 1 to 65535, was 0",
                        file + ":8:16: lines.glaze-1.pieceTime: must be a duration such as PT20S, was '20 s'",
                        file + ":9:18: lines.glaze-1.workMasters: must be a list of texts, was 'glaze/1'",
                        file + ":12:18: lines.pack-1.topicPrefix: must be words between slashes, without + and #,"
                                + " was 'acme/#'",
                        file + ":14:16: lines.pack-1.pieceTime: must be longer than 0s, was PT0S",
                        file + ":16:5: lines.pack-1.colour: unknown key, was 'colour'; allowed: id, protocol, broker,"
                                + " topicPrefix, capacity, pieceTime, workMasters, responses, behaviour",
                        file + ":2:1: timescale: unknown key, was 'timescale'; allowed: plant, timeScale, data,"
                                + " control, broker, lines, proxies");
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
