package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.notify.webhook.GivenReceiver;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The console in Chromium: the property names a folder with the programs of {@code src/test/peers/browser}. */
@EnabledIfSystemProperty(named = ConsoleFiles.PROGRAMS, matches = ".+")
class ConsoleBrowserTest extends SiteTestBase {
    private static final int STUCK = 52;

    @TempDir
    private Path folder;

    private final ApiKey key = ApiKey.make(new SecureRandom());
    private final GivenReceiver told = new GivenReceiver();
    private final GivenReceiver gone = new GivenReceiver();

    @BeforeEach
    void start() {
        gone.answers(request -> GivenReceiver.Reply.status(410));
        new ConsoleFiles(folder).doors().webhooks(key, told, gone).line("glaze-9", "firing");
        run(RunningSite.startWith(folder, List.of(), Duration.ofMillis(200)));
        await().atMost(PATIENCE)
                .until(() -> health("glaze-1").path("connected").asBoolean()
                        && health("pack-1").path("connected").asBoolean());
    }

    @AfterEach
    void close() {
        told.close();
        gone.close();
    }

    @Test
    void everyViewIsThereForMouseAndKeyboardAndADecisionIsTaken() throws Exception {
        // Given: an order of which pieces were made again, one that waits for a person, and a file that is refused
        site.line("glaze-1").behave(ConsoleFiles.scrapping(7));
        String made = accepted(item(24, "teal", "Ada", "gift"));
        awaitState(made, "Completed");
        site.write("inbox/erp/no-order.json", "{}");
        await().atMost(PATIENCE).until(() -> door("erp").path("refused").asInt() == 1);
        site.edit("lines/glaze-9.yaml", "capacity: 4", "capacity: many");
        operator.post("/site/reload", "");
        site.line("glaze-1").behave(Map.of("scrapEvery", 0, "refuse", true, "refuseWith", 32));
        String refused = accepted(item(2, "white", "Bob", "gift"));
        await().atMost(PATIENCE).until(() -> stuck().size() == 1);
        String held = stuck().get(0).path("jobOrder").asText();
        assertThat(held).startsWith(refused);
        // More than the desk shows at once.
        IntStream.range(1, STUCK).forEach(number -> accepted(item(1, "white", "Bob", "gift")));
        await().atMost(PATIENCE).until(() -> stuck().size() == STUCK);
        // When
        int exit = ConsoleFiles.look(
                "console.mjs", site.management().toString(), ConsoleFiles.PICTURES.toString(), made, held);
        // Then
        assertThat(exit).isZero();
        awaitState(refused, "Cancelled");
    }

    private String accepted(String item) {
        return platform.accepted(order(item), "Authorization", "Bearer " + key.text());
    }

    @Override
    void awaitState(String id, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Platform.json(operator.get("/board/orders/" + id))
                        .path("state")
                        .asText())
                .isEqualTo(state));
    }

    private JsonNode door(String name) {
        for (JsonNode door : Platform.json(operator.get("/board/links")).path("doors")) {
            if (door.path("door").asText().equals(name)) {
                return door;
            }
        }
        throw new AssertionError("no door " + name);
    }

    private JsonNode stuck() {
        return Platform.json(operator.get("/jobs?stuck=true")).path("jobs");
    }
}
