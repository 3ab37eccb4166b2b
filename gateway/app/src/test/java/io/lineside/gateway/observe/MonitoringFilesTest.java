package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.reload.ReloadState;
import io.lineside.gateway.store.StoreHealth;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineMeasures;
import io.lineside.model.work.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The alert rules and the dashboard that come with the gateway ask only for what it tells. */
class MonitoringFilesTest {
    private static final Path FILES = Path.of("../../config/monitoring");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern METER = Pattern.compile("lineside_[a-z_]+");
    private static final Pattern EVENT = Pattern.compile("event=\\\\?\"([a-z.-]+)");
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");

    @Test
    void everyAlertAsksForMetersThatExistAndSaysWhatToDo() throws IOException {
        // Given
        var rules = new ObjectMapper()
                .valueToTree(new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(FILES.resolve("alerts.yaml"))))
                .path("groups")
                .path(0)
                .path("rules");
        // Then
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            String name = rule.path("alert").asText();
            assertThat(name).startsWith("Lineside");
            assertThat(rule.path("labels").path("severity").asText()).as(name).isIn("page", "ticket");
            assertThat(rule.path("annotations").path("summary").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(rule.path("annotations").path("description").asText())
                    .as(name)
                    .hasSizeGreaterThan(30);
            requireKnown(rule.path("expr").asText());
        });
    }

    @Test
    void everyPanelAsksForMetersThatExist() throws IOException {
        // Given
        JsonNode panels = new ObjectMapper()
                .readTree(FILES.resolve("dashboard.json").toFile())
                .path("panels");
        List<String> questions = new ArrayList<>();
        panels.forEach(panel -> panel.path("targets")
                .forEach(target -> questions.add(target.path("expr").asText())));
        // Then
        assertThat(questions).hasSizeGreaterThanOrEqualTo(panels.size()).allSatisfy(MonitoringFilesTest::requireKnown);
    }

    private static void requireKnown(String question) {
        var asked =
                METER.matcher(question).results().map(found -> found.group()).toList();
        assertThat(question.startsWith("up{") || !asked.isEmpty()).as(question).isTrue();
        assertThat(meters()).as(question).containsAll(asked);
        Set<String> events =
                Arrays.stream(EventType.values()).map(EventType::dotted).collect(Collectors.toSet());
        assertThat(events)
                .as(question)
                .containsAll(EVENT.matcher(question)
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    /** Every name that a scrape can have. */
    private static Set<String> meters() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var measures = new LineMeasures(
                1,
                Duration.ofSeconds(1),
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.of(Duration.ofSeconds(1)),
                OptionalInt.of(1));
        String text = new LineMeters(clock)
                        .scrape(Map.of(GLAZE, new LineHealth(true, "fine", Optional.empty(), List.of(), measures)))
                + new OverdueMeters(clock).scrape(List.of(GLAZE), Map.<EquipmentId, List<OverdueJob>>of())
                + new SiteMeters(clock)
                        .scrape(new ReloadState(NOW, 0, 0, Optional.empty(), Optional.empty(), List.of()))
                + new ApiMeters(clock).scrape(Optional.of(NOW))
                + DoorMetersTest.everything()
                + new StoreMeters(clock)
                        .scrape(new StoreHealth(OptionalLong.of(1), 1, true, Optional.of(NOW), List.of()))
                + WebhookMetersTest.everything()
                + JobMetersTest.everything();
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
