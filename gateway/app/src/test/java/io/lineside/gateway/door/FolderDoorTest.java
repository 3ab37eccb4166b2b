package io.lineside.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.config.door.FolderConfig;
import io.lineside.config.source.ByteSize;
import io.lineside.gateway.Bench;
import io.lineside.gateway.http.RouteTraffic;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.intake.OrderWarnings;
import io.lineside.gateway.routes.DoorRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder on its Camel route, over the real intake and a real store. */
class FolderDoorTest {
    private static final String MUG =
            "{\"externalId\":\"%s\",\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    private final AtomicBoolean busy = new AtomicBoolean();
    private Path folder;
    private Bench bench;
    private FolderDoor door;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(home.resolve("in box{}?#%41"));
        bench = new Bench(Files.createDirectories(home.resolve("bench")), Bench.products(), Map.of());
        var desk = new DoorDesk(
                bench::edition,
                call -> busy.get()
                        ? CompletableFuture.completedFuture(new IntakeResult.Busy())
                        : bench.routes.submit(call),
                bench.store,
                new DoorBook(Clock.systemUTC()));
        door = door(desk, folder);
        become(door);
    }

    private FolderDoor door(DoorDesk desk, Path path) {
        var config = new FolderConfig(
                "erp", Bench.TENANT, path, Optional.empty(), Duration.ofMillis(100), new ByteSize(2_000));
        return new FolderDoor(config, desk, new DoorJson(new OrderWarnings(Bench::products)));
    }

    private void become(FolderDoor... doors) {
        DoorRoutes routes = bench.routes.doors();
        routes.become(Stream.of(doors).map(routes::folder).toList());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void fileBecomesAnOrderAndGoesToDoneWithItsReceipt() throws IOException {
        // When
        put("{{oops}} ${file:name} ü.json", MUG.formatted("a"));

        // Then
        awaitFiles("done", "{{oops}} ${file:name} ü.json", "{{oops}} ${file:name} ü.json.receipt.json");
        JsonNode receipt = json("done/{{oops}} ${file:name} ü.json.receipt.json");
        assertThat(orders()).containsExactly(receipt.path("id").asText());
        assertThat(receipt.path("status").asText())
                .isEqualTo("/v1/orders/" + receipt.path("id").asText());
        assertThat(receipt.path("externalId").asText()).isEqualTo("a");
        assertThat(bench.routes.traffic())
                .filteredOn(route -> route.id().equals("door-erp"))
                .singleElement()
                .extracting(RouteTraffic.Passed::from)
                .isEqualTo("file:erp");
    }

    @Test
    void fileThatIsRefusedGoesToRejectedWithEveryCause() throws IOException {
        // When
        put("a.csv", "product,quantity,option.color,option.glow\nmug,0,red,1\n");

        // Then
        awaitFiles("rejected", "a.csv", "a.csv.report.json");
        JsonNode report = json("rejected/a.csv.report.json");
        assertThat(report.path("type").asText()).isEqualTo("urn:lineside:problem:order-refused");
        assertThat(report.path("instance").asText()).isEqualTo("erp/a.csv");
        assertThat(report.path("errors").findValuesAsText("at"))
                .contains("row 2, column quantity", "row 2, column option.color", "row 2, column option.glow");
        assertThat(orders()).isEmpty();
    }

    @Test
    void fileIsTakenWhenItIsRenamedToItsName() throws IOException {
        // Given
        put("a.json.part", MUG.formatted("a"));
        put("b.json", MUG.formatted("b"));
        awaitFiles("done", "b.json", "b.json.receipt.json");

        // When
        Files.move(folder.resolve("a.json.part"), folder.resolve("a.json"));

        // Then
        awaitFiles("done", "a.json", "a.json.receipt.json", "b.json", "b.json.receipt.json");
    }

    @Test
    void whatIsNoOrderIsRejectedAndSaysWhy() throws IOException {
        // Given
        Path secret = Files.writeString(home.resolve("secret.json"), MUG.formatted("secret"));

        // When
        put("large.json", " ".repeat(2_001));
        put("letter.docx", "Dear factory");
        put("no-end", "{}");
        Files.write(folder.resolve("latin.csv"), new byte[] {'p', (byte) 0xE9});
        Files.createSymbolicLink(folder.resolve("link.json"), secret);
        Files.createFile(folder.resolve("nothing.json"));

        // Then
        Map<String, String> types = Map.of(
                "large.json", "file-too-large",
                "letter.docx", "unknown-ending",
                "no-end", "unknown-ending",
                "latin.csv", "not-utf-8",
                "link.json", "no-file",
                "nothing.json", "empty");
        await().atMost(PATIENCE).until(() -> names("rejected").size() == 2 * types.size());
        for (Map.Entry<String, String> type : types.entrySet()) {
            assertThat(json("rejected/" + type.getKey() + ".report.json")
                            .path("type")
                            .asText())
                    .isEqualTo("urn:lineside:problem:" + type.getValue());
        }
        assertThat(orders()).isEmpty();
        assertThat(secret).exists();
    }

    @Test
    void filesWaitWhileTheGatewayIsBusyAndTheDoorSaysSo() throws IOException {
        // Given
        busy.set(true);
        put("a.json", MUG.formatted("a"));
        awaitTrouble("files wait: more orders are waiting to be taken than can be");

        // When
        busy.set(false);

        // Then
        awaitFiles("done", "a.json", "a.json.receipt.json");
        await().atMost(PATIENCE).until(() -> door.state().trouble().isEmpty());
        assertThat(names("rejected")).isEmpty();
    }

    @Test
    void folderThatGoesAndComesBackIsToldOfAndGoesOn() throws IOException {
        // Given
        put("a.json", MUG.formatted("a"));
        awaitFiles("done", "a.json", "a.json.receipt.json");
        Path away = home.resolve("away");
        Files.move(folder, away);
        awaitTrouble("the folder " + folder + " is not there");

        // When
        Files.move(away, folder);
        put("b.json", MUG.formatted("b"));

        // Then
        awaitFiles("done", "a.json", "a.json.receipt.json", "b.json", "b.json.receipt.json");
        await().atMost(PATIENCE).until(() -> door.state().trouble().isEmpty());
    }

    @Test
    void fileThatCanNotBePutAwayIsHandedInOnceAndPutAwayLater() throws IOException {
        // Given
        await().atMost(PATIENCE).until(() -> Files.isDirectory(folder.resolve("done")));
        // The door makes it anew whenever it looks.
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            Files.deleteIfExists(folder.resolve("done"));
            Files.writeString(folder.resolve("done"), "in the way");
            return true;
        });
        put("a.json", MUG.formatted("a"));
        await().atMost(PATIENCE).until(() -> door.state().trouble().isPresent());

        // When
        Files.delete(folder.resolve("done"));

        // Then
        awaitFiles("done", "a.json", "a.json.receipt.json");
        assertThat(orders()).hasSize(1);
    }

    @Test
    void sameFileAgainIsTheSameOrderAndLiesBesideTheFirst() throws IOException {
        // Given
        String noId = MUG.replace("\"externalId\":\"%s\",", "");
        put("a.json", noId);
        awaitFiles("done", "a.json", "a.json.receipt.json");

        // When
        put("a.json", noId);

        // Then
        awaitFiles("done", "a-2.json", "a-2.json.receipt.json", "a.json", "a.json.receipt.json");
        assertThat(orders()).hasSize(1);
        assertThat(json("done/a-2.json.receipt.json").path("id"))
                .isEqualTo(json("done/a.json.receipt.json").path("id"));
    }

    @Test
    void doorIsClosedAndOpenedElsewhereWhileTheGatewayRuns() throws IOException {
        // Given
        put("a.json", MUG.formatted("a"));
        awaitFiles("done", "a.json", "a.json.receipt.json");
        Path other = Files.createDirectories(home.resolve("other"));

        // When
        become(door(
                new DoorDesk(bench::edition, bench.routes::submit, bench.store, new DoorBook(Clock.systemUTC())),
                other));
        Files.writeString(other.resolve("b.json"), MUG.formatted("b"));
        await().atMost(PATIENCE).until(() -> Files.exists(other.resolve("done/b.json")));
        put("c.json", MUG.formatted("c"));
        Files.writeString(other.resolve("d.json"), MUG.formatted("d"));

        // Then
        await().atMost(PATIENCE).until(() -> Files.exists(other.resolve("done/d.json")));
        assertThat(folder.resolve("c.json")).exists();
        become();
        await().atMost(PATIENCE).until(() -> bench.routes.traffic().stream()
                .noneMatch(route -> route.id().equals("door-erp")));
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void awaitTrouble(String why) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(door.state().trouble()).contains(why));
    }

    private void awaitFiles(String place, String... names) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(place)).containsExactly(names));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(folder.resolve(names[0])).doesNotExist());
    }

    private List<String> names(String place) {
        if (!Files.isDirectory(folder.resolve(place))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(place))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode json(String file) throws IOException {
        return JSON.readTree(Files.readString(folder.resolve(file)));
    }

    private List<String> orders() {
        return bench.store.list(Bench.TENANT, Long.MAX_VALUE, 100).toCompletableFuture().join().requests().stream()
                .map(request -> request.id().value())
                .toList();
    }
}
