package io.lineside.gateway.door.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.door.ReportConfig;
import io.lineside.gateway.Bench;
import io.lineside.gateway.door.DoorBook;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.intake.OrderActions;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of reports over a real store, on its Camel route and step by step. */
class ReportDoorTest {
    private static final String MUG =
            "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    private Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(home.resolve("out"));
        bench = new Bench(Files.createDirectories(home.resolve("bench")), Bench.products(), Map.of());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void eachOrderThatEndsIsOneFile() throws IOException {
        // Given
        String before = ended();
        ReportDoor door = door();
        bench.routes.doors().become(List.of(bench.routes.doors().report(door)));
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve(ReportCursor.NAME)));

        // When
        String first = ended();
        String open = submitted();
        String second = ended();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrder(first, second));
        assertThat(names()).doesNotContain(before, open);
        assertThat(Files.readString(folder.resolve(first + ".xml")))
                .contains("<ID>" + first + "</ID>", "OtherValue=\"Cancelled\"");
        assertThat(door.state().trouble()).isEmpty();
    }

    @Test
    void reportThatWasWrittenAndNotNotedBeforeACrashIsWrittenAgainWithTheSameContent() throws IOException {
        // Given
        round(door());
        byte[] cursor = Files.readAllBytes(folder.resolve(ReportCursor.NAME));
        String order = ended();
        round(door());
        String text = Files.readString(folder.resolve(order + ".xml"));

        // When
        Files.write(folder.resolve(ReportCursor.NAME), cursor);
        round(door());

        // Then
        assertThat(Files.readString(folder.resolve(order + ".xml"))).isEqualTo(text);
        assertThat(names()).containsExactly(order);
    }

    @Test
    void reportThatWasNotedIsNotWrittenAgain() throws IOException {
        // Given
        round(door());
        String order = ended();
        round(door());
        Files.delete(folder.resolve(order + ".xml"));

        // When
        round(door());

        // Then
        assertThat(names()).isEmpty();
    }

    @Test
    void folderThatIsAwayIsToldOfAndMissesNothing() throws IOException {
        // Given
        ReportDoor door = door();
        round(door);
        Path away = home.resolve("away");
        Files.move(folder, away);
        String order = ended();
        round(door);
        assertThat(door.state().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("is not there"));

        // When
        Files.move(away, folder);
        round(door);

        // Then
        assertThat(names()).containsExactly(order);
        round(door);
        assertThat(door.state().trouble()).isEmpty();
    }

    @Test
    void cursorThatIsNoneStopsTheDoorInWords() throws IOException {
        // Given
        Files.writeString(folder.resolve(ReportCursor.NAME), "seven");
        ReportDoor door = door();

        // When
        round(door);

        // Then
        assertThat(door.state().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("must hold a number"));
    }

    @Test
    void ordersOfAnotherTenantAreNotReported() throws IOException {
        // Given
        var config = new ReportConfig(
                "erp", new TenantId("other"), folder, ReportConfig.Format.B2MML, Duration.ofMillis(100));
        var door = new ReportDoor(config, "acme/north", bench.store, new DoorBook(Clock.systemUTC()).state("mes"));
        round(door);
        ended();

        // When
        round(door);

        // Then
        assertThat(names()).isEmpty();
    }

    private ReportDoor door() {
        var config = new ReportConfig("erp", Bench.TENANT, folder, ReportConfig.Format.B2MML, Duration.ofMillis(100));
        return new ReportDoor(config, "acme/north", bench.store, new DoorBook(Clock.systemUTC()).state("mes"));
    }

    private static void round(ReportDoor door) {
        door.next().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join().ifPresent(door::write);
    }

    private String ended() {
        String id = submitted();
        OrderActions.Result result = bench.actions
                .act("cancel", Bench.TENANT, new WorkRequestId(id), Optional.empty(), "{}")
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(result).isInstanceOf(OrderActions.Result.Done.class);
        return id;
    }

    private String submitted() {
        return ((IntakeResult.Accepted) bench.routes
                        .submit(new IntakeCall(Bench.TENANT, Optional.empty(), MUG))
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .request()
                .id()
                .value();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml"))
                    .map(name -> name.replace(".xml", ""))
                    .toList();
        }
    }
}
