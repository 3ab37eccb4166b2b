package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is personal in an order reaches its platform and the lines, and nobody else. */
class PersonalDataTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NAME = "Zebedee Quark";

    @TempDir
    private Path folder;

    @Test
    void personalValueIsInNoLogMetricEventOrPageOfThePlantWhateverHappens() {
        try (var site = CrashSite.prepare(folder, Glazing.PROFILE_A.line(), Glazing.PROFILE_A.file())) {
            site.startLoudly();
            // Given an order that is made, and one that the line builds otherwise
            String made = site.platform().accepted(order());
            await().atMost(PATIENCE).until(() -> site.platform().state(made), "Completed"::equals);
            site.glazing().behave(Map.of("results", "units", "buildsOther", true));
            String built = site.platform().accepted(order());
            await().atMost(PATIENCE).until(() -> site.platform().state(built), "Quarantined"::equals);
            // When
            String job = site.platform()
                    .order(built)
                    .path("items")
                    .path(0)
                    .path("operations")
                    .path(0)
                    .path("jobOrder")
                    .asText();
            // Then
            assertThat(site.platform().order(built).toString()).contains(NAME);
            assertThat(site.platform().order(built).path("reason").asText())
                    .contains("Text, which is personal, was built otherwise", "Color was told as 'teal'")
                    .doesNotContain(NAME);
            for (String page : new String[] {
                "/metrics",
                "/health",
                "/board",
                "/board/orders/" + built,
                "/board/orders/" + built + "/events",
                "/orders/" + built + "/explain",
                "/jobs?stuck=true",
                "/jobs/" + job
            }) {
                var answer = site.operator().get(page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).doesNotContain(NAME);
            }
            assertThat(site.operator().get("/jobs/" + job).body()).contains("•••");
            assertThat(site.platform().get("/v1/changes?after=0").body())
                    .contains("io.lineside.job.quarantined.v1")
                    .doesNotContain(NAME);
            assertThat(site.logs()).contains("DEBUG").doesNotContain(NAME);
        }
    }

    private static String order() {
        return "{\"items\":[{\"product\":\"mug\",\"quantity\":20,\"options\":{\"color\":\"teal\",\"text\":\"" + NAME
                + "\"}}]}";
    }
}
