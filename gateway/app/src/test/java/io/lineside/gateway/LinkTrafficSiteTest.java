package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console is told of a plant that works: traffic of links and doors, pieces, and a board that says only what is new. */
class LinkTrafficSiteTest extends SiteTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        new ConsoleFiles(folder).doors();
        run(RunningSite.startWith(folder, List.of(), Duration.ofMillis(15)));
        awaitReady();
    }

    @Test
    void commandsReportsErrorsAndReconnectsOfALineAreCounted() {
        // Given
        Instant before = Instant.now();
        awaitState(platform.accepted(order(item(3, "teal", "Ada", "gift"))), "Completed");
        // When
        site.line("glaze-1").crash();
        await().atMost(PATIENCE).until(() -> !link("glaze-1").path("connected").asBoolean());
        JsonNode away = Platform.json(operator.get("/board/links?show=care")).path("links");
        site.line("glaze-1").start();
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(link("glaze-1").path("reconnects").asInt()).isEqualTo(1));
        JsonNode link = link("glaze-1");
        assertThat(link.path("protocol").asText()).isEqualTo("opcua-job-control");
        assertThat(link.path("commands").asInt()).isPositive();
        assertThat(link.path("accepted").asInt()).isPositive();
        assertThat(link.path("reports").asInt()).isPositive();
        assertThat(link.path("unkept").asInt()).isZero();
        assertThat(Instant.parse(link.at("/lastError/at").asText())).isAfterOrEqualTo(before);
        assertThat(link.at("/lastError/what").asText()).isNotBlank();
        assertThat(link("pack-1").has("lastError")).isFalse();
        assertThat(away.path(0).path("line").asText()).isEqualTo("glaze-1");
    }

    @Test
    void refusalIsAnErrorOfTheLineThatRefused() {
        // Given
        site.line("glaze-1").behave(Map.of("refuse", true, "refuseWith", 32));
        // When
        platform.accepted(order(item(1, "teal", "Ada", "gift")));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(link("glaze-1").path("refused").asInt()).isPositive());
        assertThat(link("glaze-1").at("/lastError/what").asText()).contains("bit 32");
        assertThat(Platform.json(operator.get("/board/links")).path("connectors"))
                .anySatisfy(sum -> {
                    assertThat(sum.path("protocol").asText()).isEqualTo("opcua-job-control");
                    assertThat(sum.path("refused").asInt()).isPositive();
                });
    }

    @Test
    void documentsOrdersAndReportsOfDoorsAreCounted() {
        // Given: a report door begins with orders that end once it is open.
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("outbox/mes/.reported-up-to")));
        site.write(
                "inbox/erp/good.json",
                order(item(1, "teal", "Ada", "gift")).replace("{\"items\"", "{\"externalId\":\"erp-1\",\"items\""));
        site.write("inbox/erp/bad.json", "{}");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(door("erp").path("documents").asInt()).isEqualTo(2);
            assertThat(door("mes").path("sent").asInt()).isEqualTo(1);
        });
        assertThat(door("erp").path("taken").asInt()).isEqualTo(1);
        assertThat(door("erp").path("refused").asInt()).isEqualTo(1);
        assertThat(door("erp").at("/lastError/what").asText()).isNotBlank();
        assertThat(door("mes").has("lastError")).isFalse();
    }

    @Test
    void eachPieceIsToldWithWhatBecameOfIt() {
        // Given
        site.line("glaze-1").behave(ConsoleFiles.scrapping(21));
        String id = platform.accepted(order(item(210, "teal", "Ada", "gift")));
        awaitState(id, "Completed");
        // When
        JsonNode first = Platform.json(operator.get("/board/orders/" + id + "/pieces"));
        JsonNode rest = Platform.json(operator.get(
                "/board/orders/" + id + "/pieces?cursor=" + first.path("next").asText()));
        // Then
        assertThat(first.path("units")).hasSize(200);
        assertThat(rest.path("units")).hasSize(10);
        assertThat(rest.has("next")).isFalse();
        assertThat(first.at("/counts/states/Good").asInt()).isEqualTo(210);
        assertThat(first.at("/counts/remade").asInt()).isEqualTo(10);
        assertThat(first.path("units")).anySatisfy(unit -> {
            assertThat(unit.path("remake").asInt()).isEqualTo(1);
            assertThat(unit.path("state").asText()).isEqualTo("Good");
        });
    }

    @Test
    void boardIsToldWholeOnceAndThenWhatIsDifferent() throws Exception {
        // Given
        URI address = site.management().resolve("/board/lines/changes");
        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = stream.body()) {
            Iterator<JsonNode> events = lines.filter(line -> line.startsWith("data: "))
                    .map(line -> read(line.substring("data: ".length())))
                    .iterator();
            JsonNode whole = events.next();
            assertThat(whole.path("lines").findValuesAsText("line")).containsExactlyInAnyOrder("glaze-1", "pack-1");
            assertThat(whole.at("/totals/lines").asInt()).isEqualTo(2);
            // When
            site.line("pack-1").crash();
            List<JsonNode> changed = List.of();
            JsonNode news = whole;
            // What else is different of a line, its clock or its last contact, may come in between.
            while (changed.isEmpty()) {
                news = events.next();
                changed = StreamSupport.stream(news.path("lines").spliterator(), false)
                        .filter(line ->
                                line.has("connected") && !line.path("connected").asBoolean())
                        .toList();
            }
            // Then
            assertThat(changed).extracting(line -> line.path("line").asText()).containsExactly("pack-1");
            assertThat(news.path("order").get(0).asText()).isEqualTo("pack-1");
        }
    }

    @Test
    void lastReloadIsToldWithWhatCameOfIt() {
        // Given
        site.edit("lines/pack-1.yaml", "capacity: 4", "capacity: 3");
        // When
        operator.post("/site/reload", "");
        JsonNode applied = Platform.json(operator.get("/site"));
        site.edit("lines/pack-1.yaml", "capacity: 3", "capacity: many");
        operator.post("/site/reload", "");
        JsonNode refused = Platform.json(operator.get("/site"));
        // Then
        assertThat(applied.at("/last/outcome").asText()).isEqualTo("applied");
        assertThat(applied.at("/last/changes")).isNotEmpty();
        assertThat(applied.at("/holds/lines").asInt()).isEqualTo(2);
        assertThat(refused.at("/last/outcome").asText()).isEqualTo("refused");
        assertThat(refused.path("timesRefused").asInt()).isEqualTo(1);
        assertThat(refused.at("/refused/errors")).hasSize(1);
    }

    private JsonNode link(String line) {
        return find("links", "line", line);
    }

    private JsonNode door(String name) {
        return find("doors", "door", name);
    }

    private JsonNode find(String list, String key, String name) {
        for (JsonNode one : Platform.json(operator.get("/board/links")).path(list)) {
            if (one.path(key).asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError(list + " has no " + name);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
