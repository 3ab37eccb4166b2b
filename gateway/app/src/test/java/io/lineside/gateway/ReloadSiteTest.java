package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.cli.Lineside;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that is changed while its lines work. */
class ReloadSiteTest extends SiteTestBase {
    private static final Duration PIECE = Duration.ofMillis(15);

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        run(RunningSite.startWithSpare(folder, PIECE));
    }

    @Test
    void twentyReloadsInTheMiddleOfAnOrderLoseNothingAndMakeNothingTwice() {
        // Given
        awaitReady();
        String id = platform.accepted(order(IntStream.range(0, 12)
                .mapToObj(i -> item(6, "cobalt", "No " + i, "carton"))
                .toArray(String[]::new)));
        await().atMost(PATIENCE).until(() -> !site.made().isEmpty());
        String mug = site.read("products/mug.yaml");
        // When
        for (int i = 1; i <= 20; i++) {
            site.edit("lines/glaze-1.yaml", "requestTimeout: PT" + (7 + i) + "S", "requestTimeout: PT" + (8 + i) + "S");
            if (i % 3 == 0) {
                site.edit(
                        "lines/pack-1.yaml",
                        i % 2 == 0 ? "capacity: 3" : "capacity: 4",
                        i % 2 == 0 ? "capacity: 4" : "capacity: 3");
            }
            boolean broken = i % 7 == 0;
            site.write("products/mug.yaml", broken ? mug.replace("Custom mug", "Mug {") + "no: such" : mug + "# " + i);
            assertThat(reload().statusCode()).isEqualTo(broken ? 422 : 200);
        }
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void brokenFileLeavesTheOldSiteInForceAndIsNamedWithItsPlace() {
        // Given
        awaitReady();
        String good = site.read("products/mug.yaml");
        site.edit("products/mug.yaml", "maxLength: 24", "maxLenght: 24");
        // When
        HttpResponse<String> answer = reload();
        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode fault = Platform.json(answer).path("errors").path(1);
        assertThat(fault.path("file").asText()).isEqualTo("products/mug.yaml");
        assertThat(fault.path("line").asInt()).isEqualTo(22);
        assertThat(fault.path("detail").asText()).contains("did you mean 'maxLength'?");
        JsonNode health = Platform.json(operator.get("/health"));
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.path("site").path("refused").path("since").asText()).isNotEmpty();
        assertThat(health.path("site").path("refused").path("errors").path(1)).isEqualTo(fault);
        assertThat(operator.get("/metrics").body())
                .contains("lineside_site_faults 2.0")
                .contains("lineside_site_refused_seconds{column=\"11\",file=\"products/mug.yaml\",line=\"22\"}");
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        awaitState(id, "Completed");
        // And when
        site.write("products/mug.yaml", good);
        assertThat(reload().statusCode()).isEqualTo(200);
        // Then
        assertThat(Platform.json(operator.get("/health")).path("site").has("refused"))
                .isFalse();
        assertThat(operator.get("/metrics").body())
                .contains("lineside_site_faults 0.0")
                .doesNotContain("lineside_site_refused_seconds{");
    }

    @Test
    void exampleThatDoesNotComeTrueKeepsTheNewProductOut() {
        // Given
        site.edit("products/mug.yaml", "? 14.0 : 11.0", "? 14.0 : 12.0");
        // When
        HttpResponse<String> answer = reload();
        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("examples[0]");
    }

    @Test
    void newVersionStandsBesideTheOldAndOrdersOnHandStayAsPlanned() {
        // Given
        site.line("pack-1").holdProduction(true);
        String old = platform.accepted(order(item(2, "teal", "Ada", "gift")));
        site.write(
                "products/mug-4.yaml",
                site.read("products/mug.yaml")
                        .replace("version: 3", "version: 4")
                        .replace("? 14.0 : 11.0", "? 14.0 : 12.0")
                        .replace("Dwell: 11.0", "Dwell: 12.0"));
        // When
        assertThat(Platform.json(reload()).path("changes").path(0).asText()).isEqualTo("product mug@4 is new");
        // Then
        String now = platform.accepted(order(item(2, "teal", "Ada", "gift")));
        site.line("pack-1").holdProduction(false);
        awaitState(old, "Completed");
        awaitState(now, "Completed");
        assertThat(item(old, 0).path("version").asInt()).isEqualTo(3);
        assertThat(item(now, 0).path("version").asInt()).isEqualTo(4);
        assertThat(dwell(old)).isEqualTo(11.0);
        assertThat(dwell(now)).isEqualTo(12.0);
    }

    @Test
    void lineThatIsAddedGetsWorkAndOneThatHasNoneGoes() {
        // Given
        awaitReady();
        site.write("lines/glaze-2.yaml", site.spareFile());
        // When
        assertThat(Platform.json(reload()).path("changes").path(0).asText()).isEqualTo("line glaze-2 is new");
        // Then
        awaitReady();
        String id = platform.accepted(order(item(5, "teal", "Ada", "gift"), item(5, "white", "Bob", "gift")));
        awaitState(id, "Completed");
        assertMadeOnce(id);
        assertThat(site.made()).extracting(piece -> piece.line()).contains("glaze-1", "glaze-2");
        // And when
        site.delete("lines/glaze-2.yaml");
        assertThat(reload().statusCode()).isEqualTo(200);
        // Then
        assertThat(Platform.json(operator.get("/health")).path("lines").has("glaze-2"))
                .isFalse();
    }

    @Test
    void lineWithWorkStaysUntilItHasRunEmpty() {
        // Given
        site.write("lines/glaze-2.yaml", site.spareFile());
        reload();
        awaitReady();
        site.line("glaze-1").holdProduction(true);
        site.line("glaze-2").holdProduction(true);
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift"), item(1, "white", "Bob", "gift")));
        String file = site.read("lines/glaze-2.yaml");
        site.delete("lines/glaze-2.yaml");
        // When
        HttpResponse<String> answer = reload();
        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Platform.json(answer).path("errors").path(0).path("file").asText())
                .isEqualTo("lines/glaze-2.yaml");
        assertThat(answer.body()).contains("must stay while it has work").contains("drain: true");
        // And when
        site.write("lines/glaze-2.yaml", file + "drain: true\n");
        assertThat(Platform.json(reload()).path("changes").path(0).asText())
                .isEqualTo("line glaze-2 is changed and stays connected");
        site.line("glaze-1").holdProduction(false);
        String later = platform.accepted(order(
                item(1, "teal", "Ada", "gift"), item(1, "white", "Bob", "gift"), item(1, "cobalt", "Cy", "gift")));
        awaitState(later, "Completed");
        site.line("glaze-2").holdProduction(false);
        awaitState(id, "Completed");
        // Then
        assertThat(lines(later)).containsOnly("glaze-1");
        site.delete("lines/glaze-2.yaml");
        assertThat(reload().statusCode()).isEqualTo(200);
    }

    @Test
    void whatOnlyARestartCanChangeIsNamedAndChangesNothing() {
        // Given
        site.edit("site.yaml", "data/lineside.db", "data/other.db");
        site.edit("products/mug.yaml", "Custom mug", "Other mug");
        // When
        HttpResponse<String> answer = reload();
        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode fault = Platform.json(answer).path("errors").path(0);
        assertThat(fault.path("path").asText()).isEqualTo("store.file");
        assertThat(fault.path("line").asInt()).isEqualTo(9);
        assertThat(fault.path("column").asInt()).isEqualTo(16);
        assertThat(fault.path("detail").asText()).contains("can only be changed by a restart");
        assertThat(platform.get("/v1/products").body()).contains("Custom mug");
    }

    @Test
    void folderIsWatchedWhereTheSiteWantsThat() {
        // Given
        site.edit("site.yaml", "{ watch: false }", "{ watch: true, every: PT0.1S }");
        reload();
        // When
        site.edit("products/mug.yaml", "Custom mug", "Watched mug");
        // Then
        await().atMost(PATIENCE).until(() -> platform.get("/v1/products").body().contains("Watched mug"));
        site.edit("products/mug.yaml", "version: 3", "version: three");
        await().atMost(PATIENCE)
                .until(() -> Platform.json(operator.get("/health")).path("site").has("refused"));
        assertThat(platform.get("/v1/products").body()).contains("Watched mug");
    }

    @Test
    void jobOfALineThatIsGoneAfterARestartWaitsForAPersonUntilTheLineIsBack() {
        // Given
        site.write("lines/glaze-2.yaml", site.spareFile());
        reload();
        site.line("glaze-1").stop();
        site.line("glaze-2").stop();
        // As long as one of them is taken to be there, it gets both jobs.
        await().atMost(PATIENCE).until(() -> !isConnected("glaze-1") && !isConnected("glaze-2"));
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift"), item(1, "white", "Bob", "gift")));
        String file = site.read("lines/glaze-2.yaml");
        site.delete("lines/glaze-2.yaml");
        // When
        site.restartGateway();
        // Then
        await().atMost(PATIENCE).until(() -> Platform.json(operator.get("/jobs?stuck=true"))
                .path("jobs")
                .path(0)
                .path("reason")
                .asText()
                .contains("the site has no line glaze-2"));
        // And when
        site.write("lines/glaze-2.yaml", file);
        assertThat(reload().statusCode()).isEqualTo(200);
        site.line("glaze-1").start();
        site.line("glaze-2").start();
        JsonNode job =
                Platform.json(operator.get("/jobs?stuck=true")).path("jobs").path(0);
        String decision = "{\"decision\":\"retry\",\"attempt\":" + job.path("attempt")
                + ",\"by\":\"Ann\",\"why\":\"the line is back\"}";
        assertThat(operator.post("/jobs/" + job.path("jobOrder").asText() + "/decisions", decision)
                        .statusCode())
                .isEqualTo(200);
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void commandSaysWhatChangedAndNamesEveryFault() {
        // Given
        String url = site.management().toString();
        assertThat(Lineside.says(0, "reload", "--url", url)).contains("nothing to change");
        site.edit("products/mug.yaml", "Custom mug", "Other mug");
        // Then
        assertThat(Lineside.says(0, "reload", "--url", url))
                .contains("product mug@3 is written anew", "in force since");
        site.edit("products/mug.yaml", "maxLength: 24", "maxLenght: 24");
        assertThat(Lineside.says(3, "reload", "--url", url))
                .contains("products/mug.yaml:22:36: options.text.maxLenght: is not a known key")
                .contains("2 faults; nothing was changed");
    }

    @Test
    void keyClosesTheApiWithTheReloadAndOrdersOfBeforeStayWithTheFirstTenant() {
        // Given
        String before = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        String said = Lineside.says(0, "key", "new", folder.toString(), "--tenant", "default");
        String key = "Bearer " + said.lines().findFirst().orElseThrow();
        assertThat(platform.get("/v1/orders").statusCode()).isEqualTo(200);
        // When
        assertThat(Platform.json(reload()).path("changes").path(0).asText())
                .isEqualTo("the platform API is closed to all but those in platforms.yaml");
        // Then
        assertThat(platform.get("/v1/orders").statusCode()).isEqualTo(401);
        assertThat(platform.get("/v1/orders/" + before, "Authorization", key).statusCode())
                .isEqualTo(200);
        assertThat(platform.submit(order(item(1, "teal", "Ada", "gift")), "Authorization", key)
                        .statusCode())
                .isEqualTo(201);
    }

    private HttpResponse<String> reload() {
        return operator.send(operator.request("/site/reload").POST(BodyPublishers.noBody()));
    }

    private @Nullable Object dwell(String id) {
        return site.made(operation(id, 0, "glaze").path("jobOrder").asText())
                .get(0)
                .parameters()
                .get("Dwell");
    }

    private boolean isConnected(String line) {
        return health(line).path("connected").asBoolean(true);
    }

    private List<String> lines(String id) {
        return StreamSupport.stream(platform.order(id).path("items").spliterator(), false)
                .map(item -> item.path("operations").path(0).path("line").asText())
                .toList();
    }
}
