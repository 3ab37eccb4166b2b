package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.plant.LineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a B2MML schedule in a folder over real lines to a B2MML performance in another. */
class DoorSiteTest extends SiteTestBase {
    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(
                folder.resolve("doors.yaml"),
                """
                folders: [{ name: erp, tenant: default, every: PT0.1S }]
                reports: [{ name: mes, tenant: default, format: b2mml, every: PT0.1S }]
                """);
        LineSpec line = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(15), "glaze/2");
        run(RunningSite.start(folder, line, UnaryOperator.identity()));
    }

    @Test
    void scheduleOfTheErpIsMadeAndItsPerformanceReported() throws IOException {
        // Given
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("outbox/mes/.reported-up-to")));

        // When
        Files.writeString(
                folder.resolve("inbox/erp/week-51.xml"),
                """
                <OperationsSchedule xmlns="http://www.mesa.org/xml/B2MML-V0600">
                  <OperationsRequest>
                    <ID>WO-1</ID>
                    <SegmentRequirement>
                      <SegmentParameter><ID>color</ID><Value><ValueString>teal</ValueString></Value></SegmentParameter>
                      <MaterialRequirement>
                        <MaterialDefinitionID>mug</MaterialDefinitionID>
                        <Quantity><QuantityString>3</QuantityString></Quantity>
                      </MaterialRequirement>
                    </SegmentRequirement>
                  </OperationsRequest>
                </OperationsSchedule>
                """);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(reports()).singleElement().satisfies(file -> assertThat(Files.readString(file))
                                .contains(
                                        "<OperationsRequestID>WO-1</OperationsRequestID>",
                                        "<ResponseState>Completed</ResponseState>",
                                        "<QuantityString>3</QuantityString>",
                                        "<EquipmentID>glaze-1</EquipmentID>",
                                        "<EquipmentID>pack-1</EquipmentID>")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(folder.resolve("inbox/erp/done/week-51.xml"))
                .exists());
        assertThat(Platform.json(operator.get("/health"))
                        .at("/doors/mes/working")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void doorIsOpenedByAReloadWithoutARestart() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("doors.yaml"),
                "folders: [{ name: late, tenant: default, path: late, every: PT0.1S }]\n");

        // When
        assertThat(operator.post("/site/reload", "").body())
                .contains("door late is new", "door erp is gone", "door mes is gone");
        Files.writeString(
                folder.resolve("late/a.json"),
                "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}");

        // Then
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("late/done/a.json")));
        await().atMost(PATIENCE)
                .until(() ->
                        Platform.json(operator.get("/health")).path("doors").size() == 1);
    }

    private List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("outbox/mes"))) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        }
    }
}
