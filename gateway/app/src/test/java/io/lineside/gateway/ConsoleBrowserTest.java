package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The console in Chromium: the property names a folder with the programs of {@code src/test/peers/browser}. */
@EnabledIfSystemProperty(named = ConsoleBrowserTest.PROGRAMS, matches = ".+")
class ConsoleBrowserTest extends SiteTestBase {
    static final String PROGRAMS = "lineside.test.browser";
    private static final Path PICTURES = Path.of("target", "console").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        run(RunningSite.start(folder, Duration.ofMillis(200)));
        awaitReady();
    }

    @Test
    void everyViewIsThereForMouseAndKeyboardAndADecisionIsTaken() throws Exception {
        // Given
        String made = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        awaitState(made, "Completed");
        site.line("glaze-1").behave(Map.of("refuse", true, "refuseWith", 32));
        String refused = platform.accepted(order(item(2, "white", "Bob", "gift")));
        await().atMost(PATIENCE).until(() -> stuck().size() == 1);
        String held = stuck().get(0).path("jobOrder").asText();
        assertThat(held).startsWith(refused);
        // When
        Process browser = new ProcessBuilder(
                        "node", "console.mjs", site.management().toString(), PICTURES.toString(), made, held)
                .directory(Path.of(System.getProperty(PROGRAMS)).toFile())
                .inheritIO()
                .start();
        // Then
        assertThat(browser.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(browser.exitValue()).isZero();
        awaitState(refused, "Cancelled");
    }

    private JsonNode stuck() {
        return Platform.json(operator.get("/jobs?stuck=true")).path("jobs");
    }
}
