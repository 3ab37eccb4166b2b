package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.crash.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Orders from a Kafka topic and events to another one, at a real broker, by whole gateways in processes of their own. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class KafkaDoorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 2;
    private static KafkaCluster kafka;

    @TempDir
    private Path folder;

    private Path site;
    private String orders;
    private String replies;
    private String events;

    @BeforeAll
    static void start(@TempDir Path disk) throws Exception {
        kafka = KafkaCluster.start(disk.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void prepare(TestInfo test) throws Exception {
        String name = test.getTestMethod().orElseThrow().getName();
        orders = name + "-orders";
        replies = name + "-replies";
        events = name + "-events";
        kafka.topics(PARTITIONS, orders, replies, events);
        site = LoneGateway.site(folder.resolve("site"), "{ file: orders.db }");
        Files.writeString(
                site.resolve("doors.yaml"),
                """
                kafka:
                  - name: bus
                    brokers: "%s"
                    orders: { topic: %s, tenant: default, group: %s, replies: %s }
                    events: { topic: %s, tenant: default }
                """
                        .formatted(kafka.brokers(), orders, name, replies, events));
    }

    @Test
    void repliesSayWhatBecameOfEachRecordAndNoneBlocksTheNext() throws IOException {
        // Given
        try (var talk = new KafkaTalk(kafka.brokers());
                var gateway = LoneGateway.start(site)) {
            // When
            talk.send(orders, "a-good", order(1), "key-1");
            talk.flush();
            talk.send(orders, "b-again", order(1), "key-1");
            talk.send(orders, "c-other", order(2), "key-1");
            talk.send(orders, "d-garbled", "{\"items\":");
            talk.send(orders, "e-key", order(3), "not a key");
            talk.send(orders, "f-large", "x".repeat(1_000_001));
            talk.send(orders, "g-wrong", order(4).replace("color", "colour"));
            talk.send(orders, "h-good", order(5));
            talk.flush();
            // Then
            Map<String, JsonNode> told = new TreeMap<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                talk.all(replies).forEach(said -> told.put(said.key(), said.text()));
                assertThat(told).as(gateway.output()).hasSize(8);
            });
            assertThat(reply(told, "b-again").path("id"))
                    .isEqualTo(reply(told, "a-good").path("id"));
            assertThat(type(told, "c-other")).endsWith(":idempotency-key-reused");
            assertThat(type(told, "d-garbled")).endsWith(":bad-json");
            assertThat(type(told, "e-key")).endsWith(":bad-header");
            assertThat(type(told, "f-large")).endsWith(":message-too-large");
            assertThat(type(told, "g-wrong")).endsWith(":order-refused");
            assertThat(reply(told, "g-wrong").at("/errors/0/pointer").asText()).isEqualTo("/items/0/options/colour");
            assertThat(orders(gateway.platform()))
                    .containsExactlyInAnyOrder(
                            reply(told, "a-good").path("id").asText(),
                            reply(told, "h-good").path("id").asText());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "lineside.test.chaos", matches = "true")
    void everyRecordIsOneOrderAndEveryEventIsToldWhereverTheGatewayEnds() throws IOException {
        // Given
        int many = 12;
        try (var talk = new KafkaTalk(kafka.brokers())) {
            for (int i = 0; i < many; i++) {
                talk.send(orders, "order-" + i, order(7));
            }
            talk.flush();
            // When
            for (CrashPoint point :
                    List.of(CrashPoint.AFTER_ORDER_ACCEPTED, CrashPoint.DOCUMENT_ANSWERED, CrashPoint.EVENTS_SENT)) {
                // All events may go in one page, and then that point is passed once.
                int time = point == CrashPoint.EVENTS_SENT ? 1 : 2;
                try (var gateway =
                        LoneGateway.start(site, "env", "JAVA_TOOL_OPTIONS=-Dlineside.crashAt=" + point + "#" + time)) {
                    assertThat(gateway.exitCode()).as(gateway.output()).isEqualTo(CrashPoint.EXIT_CODE);
                }
            }
            // Then
            try (var gateway = LoneGateway.start(site)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(ids(talk)).hasSize(many));
                assertThat(orders(gateway.platform())).isEqualTo(ids(talk));
                assertEventsAreAllToldInOrder(talk, gateway.platform());
            }
        }
    }

    @Test
    void rewoundTopicMakesNoOrderTwice() throws Exception {
        // Given
        Set<String> first;
        try (var talk = new KafkaTalk(kafka.brokers())) {
            try (var gateway = LoneGateway.start(site)) {
                for (int i = 0; i < 20; i++) {
                    talk.send(orders, "order-" + i, order(8));
                }
                talk.flush();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(ids(talk)).hasSize(20));
                first = orders(gateway.platform());
            }
            // When
            rewind("rewoundTopicMakesNoOrderTwice");
            try (var gateway = LoneGateway.start(site)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(talk.all(replies)).hasSizeGreaterThanOrEqualTo(40));
                // Then
                assertThat(orders(gateway.platform()))
                        .hasSize(20)
                        .isEqualTo(first)
                        .isEqualTo(ids(talk));
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "lineside.test.chaos", matches = "true")
    void nothingIsLostOrMadeTwiceWhenTheBrokerIsKilledInBetween() throws IOException {
        // Given
        int many = 300;
        try (var talk = new KafkaTalk(kafka.brokers());
                var gateway = LoneGateway.start(site)) {
            IntStream.range(0, many / 2).forEach(i -> talk.send(orders, "order-" + i, numbered(i)));
            talk.flush();
            await().atMost(PATIENCE).until(() -> orders(gateway.platform()).size() > 20);
            // When
            kafka.kill();
            // Something to tell, however far the others are by now.
            String other = gateway.platform().accepted(order(9));
            await().atMost(PATIENCE)
                    .until(() ->
                            !health(gateway).at("/doors/bus.events/working").asBoolean());
            kafka.start();
            IntStream.range(many / 2, many).forEach(i -> talk.send(orders, "order-" + i, numbered(i)));
            talk.flush();
            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(orders(gateway.platform())).hasSize(many + 1));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(talk)).hasSize(many));
            Set<String> all = ids(talk);
            all.add(other);
            assertThat(all).isEqualTo(orders(gateway.platform()));
            assertEventsAreAllToldInOrder(talk, gateway.platform());
            await().atMost(PATIENCE)
                    .until(() -> health(gateway).at("/doors/bus.events/working").asBoolean());
        }
    }

    private static JsonNode health(LoneGateway gateway) {
        return Platform.json(gateway.management().get("/health"));
    }

    private Set<String> ids(KafkaTalk talk) {
        return talk.all(replies).stream()
                .map(said -> said.text().path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every event of every order, first seen in its order, each order on one partition. */
    private void assertEventsAreAllToldInOrder(KafkaTalk talk, Platform platform) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Set<Integer>> told = new HashMap<>();
            Map<String, Set<Integer>> partitions = new HashMap<>();
            for (KafkaTalk.Said said : talk.all(events)) {
                assertThat(said.text().path("subject").asText()).isEqualTo(said.key());
                int revision = said.text().at("/data/revision").asInt();
                Set<Integer> known = told.computeIfAbsent(said.key(), key -> new HashSet<>());
                assertThat(known.contains(revision) || revision == known.size() + 1)
                        .as("event " + revision + " of " + said.key() + " after " + known)
                        .isTrue();
                known.add(revision);
                partitions.computeIfAbsent(said.key(), key -> new HashSet<>()).add(said.partition());
            }
            Map<String, Integer> wanted = new HashMap<>();
            orders(platform)
                    .forEach(id ->
                            wanted.put(id, platform.order(id).path("revision").asInt()));
            Map<String, Integer> got = new HashMap<>();
            told.forEach((id, known) -> got.put(id, known.size()));
            assertThat(got).isEqualTo(wanted);
            assertThat(partitions.values()).allMatch(parts -> parts.size() == 1);
        });
    }

    private void rewind(String group) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
        for (int part = 0; part < PARTITIONS; part++) {
            begin.put(new TopicPartition(orders, part), new OffsetAndMetadata(0));
        }
        try (Admin admin = kafka.admin()) {
            // The gateway that was killed is still a member until its session is over.
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                admin.alterConsumerGroupOffsets(group, begin).all().get();
                return true;
            });
        }
    }

    private static JsonNode reply(Map<String, JsonNode> told, String name) {
        return Objects.requireNonNull(told.get(name), name);
    }

    private static String type(Map<String, JsonNode> told, String name) {
        return reply(told, name).path("type").asText();
    }

    private static String order(int number) {
        return "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\",\"text\":\"no " + number
                + "\"}}]}";
    }

    private static String numbered(int number) {
        return order(number).replace("{\"items\"", "{\"externalId\":\"n" + number + "\",\"items\"");
    }

    private static Set<String> orders(Platform platform) {
        Set<String> ids = new TreeSet<>();
        String path = "/v1/orders?limit=500";
        while (!path.isEmpty()) {
            JsonNode page = Platform.json(platform.get(path));
            page.path("orders").forEach(order -> ids.add(order.path("id").asText()));
            path = page.path("next").asText();
        }
        return ids;
    }
}
