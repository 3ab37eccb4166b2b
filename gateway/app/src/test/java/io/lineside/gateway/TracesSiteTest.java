package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.Collector.Got;
import io.lineside.gateway.store.TopicEar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of orders that go through a whole site, by OPC UA and by MQTT, as a collector gets them. */
class TracesSiteTest extends SiteTestBase {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final Pattern BROKER = Pattern.compile("tcp://127\\.0\\.0\\.1:\\d+");
    private static final String NAME = "Ada-Personal";

    @TempDir
    private Path folder;

    @Test
    void oneOrderIsOneTraceFromThePlatformToBothLinesAndBack() {
        // Given
        try (Collector collector = Collector.start(0)) {
            start(collector.port());
            // When
            String id = platform.accepted(
                    order(item(2, "teal", NAME, "gift")), "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
            awaitState(id, "Completed");
            // Then
            Map<String, Got> spans = awaitTrace(collector, id);
            Got accepted = span(spans, "POST /v1/orders");
            assertThat(spans.values()).extracting(Got::trace).containsOnly(TRACE);
            assertThat(spans.values()).allSatisfy(span -> {
                assertThat(span.attribute("order")).isEqualTo(id);
                assertThat(span.status()).isZero();
                assertThat(span.end()).isGreaterThanOrEqualTo(span.start());
                assertThat(span.toString()).doesNotContain(NAME);
            });
            assertThat(accepted.parent()).isEqualTo(CALLER);
            assertThat(accepted.kind()).isEqualTo(2);
            assertThat(accepted.attribute("tenant")).isEqualTo("default");
            assertThat(accepted.attribute("quantity")).isEqualTo("2");
            for (String part : List.of(
                    "plan", "store commit", "queued glaze-1", "dispatch glaze-1", "queued pack-1", "dispatch pack-1")) {
                assertThat(span(spans, part).parent()).as(part).isEqualTo(accepted.id());
            }
            assertThat(span(spans, "order until Completed").parent()).isEqualTo(accepted.id());
            assertThat(span(spans, "store commit").start())
                    .isGreaterThanOrEqualTo(span(spans, "plan").start());
            requireLine(spans, "glaze-1", 3, "opcua-job-control");
            requireLine(spans, "pack-1", 4, "mqtt-uns");
        }
    }

    private static void requireLine(Map<String, Got> spans, String line, int kind, String protocol) {
        Got dispatch = span(spans, "dispatch " + line);
        assertThat(dispatch.kind()).isEqualTo(kind);
        assertThat(dispatch.attribute("equipment")).isEqualTo(line);
        assertThat(dispatch.attribute("protocol")).isEqualTo(protocol);
        assertThat(dispatch.attribute("attempt")).isEqualTo("1");
        assertThat(dispatch.attribute("event")).isEqualTo("job.accepted-by-line");
        Got made = span(spans, "made " + line);
        assertThat(made.parent()).isEqualTo(dispatch.id());
        assertThat(made.kind()).isEqualTo(5);
        assertThat(made.attribute("good")).isEqualTo("2");
        assertThat(made.attribute("jobOrder")).isEqualTo(dispatch.attribute("jobOrder"));
    }

    @Test
    void aLineByMqttIsToldTheSpanOfItsSending() throws Exception {
        // Given
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (Collector collector = Collector.start(0)) {
            start(collector.port());
            var ear = new MqttClient(broker(), "ear", new MemoryPersistence());
            ear.setCallback(new TopicEar((topic, message) -> message.getProperties().getUserProperties().stream()
                    .filter(property -> property.getKey().equals("traceparent"))
                    .forEach(property -> told.add(property.getValue()))));
            ear.connect();
            ear.subscribe("acme/north/finishing/pack-1/_joborder_v1/action-request", 1);
            // When
            String id = platform.accepted(
                    order(item(1, "teal", NAME, "gift")), "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
            awaitState(id, "Completed");
            // Then
            Got dispatch = span(awaitTrace(collector, id), "dispatch pack-1");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told).containsOnly("00-" + TRACE + "-" + dispatch.id() + "-01"));
            ear.disconnectForcibly(0, 1_000, false);
            ear.close(true);
        }
    }

    private String broker() {
        Matcher found = BROKER.matcher(site.read("site.yaml"));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void whatThePlatformDoesNotWantTracedIsNot() {
        // Given
        try (Collector collector = Collector.start(0)) {
            start(collector.port());
            // When
            String untraced = platform.accepted(
                    order(item(1, "teal", NAME, "gift")), "traceparent", "00-" + TRACE + "-" + CALLER + "-00");
            awaitState(untraced, "Completed");
            String own = platform.accepted(order(item(1, "teal", NAME, "gift")), "traceparent", "00-nonsense-01");
            awaitState(own, "Completed");
            // Then
            awaitTrace(collector, own);
            assertThat(collector.spans())
                    .noneMatch(span -> span.attribute("order").equals(untraced));
            assertThat(collector.spans()).extracting(Got::trace).doesNotContain(TRACE);
        }
    }

    @Test
    void whileTheCollectorIsAwayOrdersGoOnAndSpansWait() {
        // Given
        int port;
        try (Collector nobody = Collector.start(0)) {
            port = nobody.port();
        }
        start(port);
        // When
        String id = platform.accepted(order(item(1, "teal", NAME, "gift")));
        awaitState(id, "Completed");
        // Then
        try (Collector collector = Collector.start(port)) {
            assertThat(awaitTrace(collector, id)).containsKeys("POST /v1/orders", "plan", "made pack-1");
        }
    }

    @Test
    void aTraceGoesOnWhereItWasWhenTheGatewayStartsAgain() {
        // Given
        try (Collector collector = Collector.start(0)) {
            start(collector.port());
            site.line("pack-1").crash();
            await().atMost(PATIENCE)
                    .until(() -> !health("pack-1").path("connected").asBoolean());
            String id = platform.accepted(
                    order(item(1, "teal", NAME, "gift")), "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
            await().atMost(PATIENCE).until(() -> collector.spans().stream()
                    .anyMatch(span -> span.name().equals("made glaze-1")));
            // When
            site.restartGateway();
            site.line("pack-1").start();
            awaitState(id, "Completed");
            // Then
            Map<String, Got> spans = awaitTrace(collector, id);
            Got accepted = span(spans, "POST /v1/orders");
            assertThat(spans.values()).extracting(Got::trace).containsOnly(TRACE);
            assertThat(span(spans, "queued pack-1").parent()).isEqualTo(accepted.id());
            assertThat(span(spans, "queued pack-1").start())
                    .isLessThanOrEqualTo(span(spans, "made glaze-1").end());
            assertThat(span(spans, "order until Completed").start()).isEqualTo(accepted.start());
        }
    }

    private void start(int port) {
        run(RunningSite.start(
                folder, Duration.ofMillis(15), "traces: { endpoint: \"http://127.0.0.1:" + port + "\" }"));
        awaitReady();
    }

    private static Got span(Map<String, Got> spans, String name) {
        assertThat(spans).containsKey(name);
        return Objects.requireNonNull(spans.get(name));
    }

    /** All spans of the order by their names, once its last is there. */
    private static Map<String, Got> awaitTrace(Collector collector, String id) {
        await().atMost(PATIENCE).until(() -> collector.spans().stream()
                .anyMatch(span ->
                        span.attribute("order").equals(id) && span.name().startsWith("order until")));
        return collector.spans().stream()
                .filter(span -> span.attribute("order").equals(id))
                .collect(Collectors.toMap(Got::name, Function.identity(), (first, second) -> second));
    }
}
