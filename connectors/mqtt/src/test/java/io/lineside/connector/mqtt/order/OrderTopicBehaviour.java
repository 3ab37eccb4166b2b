package io.lineside.connector.mqtt.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.mqtt.TestTimings;
import io.lineside.model.topic.OrderTopic;
import io.lineside.model.topic.OrderTopicSettings;
import io.lineside.model.topic.TopicMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every broker must make of orders on a topic. */
abstract class OrderTopicBehaviour {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Its own for each test, because brokers keep sessions and retained messages. */
    final String place = "shop-" + UUID.randomUUID();

    final Clerk clerk = new Clerk();
    private final List<AutoCloseable> open = new ArrayList<>();

    abstract String broker();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void orderIsAnsweredWhereItsSenderSaid() {
        // Given
        listen(place + "/orders");
        Sender sender = sender();
        // When
        sender.send(
                place + "/orders", "one", Sender.properties(Optional.of(place + "/replies/till-7"), "c-1", "key-1"));
        sender.send(place + "/orders", "two");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sender.replies())
                .containsExactlyInAnyOrder(
                        new Sender.Reply(place + "/replies/till-7", "c-1", "taken one"),
                        new Sender.Reply(place + "/replies", "", "taken two")));
        assertThat(clerk.heard()).extracting(TopicMessage::key).containsExactly(Optional.of("key-1"), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere",
                "acme/north/hall-1/glaze-1/_joborder_v1/action-request",
                "{place}/replies/_joborder_v1/status",
                "{place}/orders",
                "{place}/replies-of-others",
                "{place}/replies//x",
                "{place}/replies/",
                "_lineside/gw/reply",
                "$SYS/broker"
            })
    void responseTopicElsewhereIsNotFollowed(String responseTopic) {
        // Given
        listen(place + "/orders");
        String there = responseTopic.replace("{place}", place);
        Sender sender = sender(there);
        // When
        sender.send(place + "/orders", "one", Sender.properties(Optional.of(there), "c-1"));
        // Then
        await().atMost(PATIENCE).until(() -> !sender.replies().isEmpty());
        assertThat(sender.replies()).containsExactly(new Sender.Reply(place + "/replies", "c-1", "bad-response-topic"));
        assertThat(clerk.heard()).hasSize(1);
    }

    @Test
    void messageThatIsTooLargeOrHasTwoKeysIsAnsweredAndForgotten() {
        // Given
        OrderTopic topic = listen(place + "/orders");
        Sender sender = sender();
        // When
        sender.send(place + "/orders", "x".repeat(20_001), Sender.properties(Optional.empty(), "large"));
        sender.send(place + "/orders", "one", Sender.properties(Optional.empty(), "twice", "a", "b"));
        sender.send(place + "/orders", "two", Sender.properties(Optional.empty(), "blank", "a b"));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sender.replies())
                .containsExactlyInAnyOrder(
                        new Sender.Reply(place + "/replies", "large", "message-too-large"),
                        new Sender.Reply(place + "/replies", "twice", "bad-header"),
                        new Sender.Reply(place + "/replies", "blank", "bad-header")));
        await().atMost(PATIENCE).until(() -> topic.health().refused() == 3);
        assertThat(topic.health().waiting()).isZero();
    }

    @Test
    void retainedMessageIsNoOrder() {
        // Given
        Sender sender = sender();
        sender.sendRetained(place + "/orders", "one");
        // When
        listen(place + "/orders");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sender.replies())
                .containsExactly(new Sender.Reply(place + "/replies", "", "retained-message")));
    }

    @Test
    void orderThatHasToWaitIsOfferedUntilItIsTaken() {
        // Given
        clerk.is(Clerk.Mood.BUSY);
        listen(place + "/orders");
        Sender sender = sender();
        sender.send(place + "/orders", "one");
        await().atMost(PATIENCE).until(() -> clerk.heard().size() >= 3);
        assertThat(sender.replies()).isEmpty();
        // When
        clerk.is(Clerk.Mood.READY);
        // Then
        await().atMost(PATIENCE).until(() -> sender.replies().size() == 1);
        assertThat(clerk.texts()).containsOnly("one");
    }

    @Test
    void orderWithoutAnAnswerComesAgainWhenTheGatewayDoes() {
        // Given
        clerk.is(Clerk.Mood.SILENT);
        OrderTopic before = listen(place + "/orders");
        Sender sender = sender();
        sender.send(place + "/orders", "one");
        await().atMost(PATIENCE).until(() -> clerk.heard().size() == 1);
        closeQuietly(before);
        sender.send(place + "/orders", "two");
        // When
        clerk.is(Clerk.Mood.READY);
        listen(place + "/orders");
        // Then
        await().atMost(PATIENCE).until(() -> sender.replies().size() == 2);
        assertThat(clerk.texts()).containsExactlyInAnyOrder("one", "one", "two");
    }

    @Test
    void brokerHoldsBackWhatTheGatewayHasNoAnswerFor() {
        // Given
        clerk.is(Clerk.Mood.SILENT);
        OrderTopic topic = listen(place + "/orders");
        Sender sender = sender();
        // When
        IntStream.range(0, 100).forEach(i -> sender.send(place + "/orders", "order " + i));
        // Then
        await().atMost(PATIENCE).until(() -> topic.health().waiting() > 0);
        await().during(Duration.ofMillis(500)).until(() -> clerk.heard().size() <= OrderLinks.WINDOW);
        clerk.wakeUp();
        await().atMost(PATIENCE).until(() -> sender.replies().size() == 100);
        assertThat(clerk.texts()).hasSize(100).doesNotHaveDuplicates();
        await().atMost(PATIENCE).until(() -> topic.health().taken() == 100);
    }

    @Test
    void wideTopicBringsNoMessagesOfLines() {
        // Given
        listen(place + "/orders/#");
        Sender sender = sender();
        // When
        sender.send(place + "/orders/hall-1/glaze-1/_joborder_v1/status", "not an order");
        sender.send(place + "/orders/shop-7", "one");
        // Then
        await().atMost(PATIENCE).until(() -> sender.replies().size() == 1);
        assertThat(clerk.texts()).containsExactly("one");
    }

    @Test
    void thousandOrdersAreEachTakenOnceAndAnswered() {
        // Given
        listen(place + "/orders");
        Sender sender = sender();
        // When
        IntStream.range(0, 1_000).forEach(i -> sender.send(place + "/orders", "order " + i));
        // Then
        await().atMost(Duration.ofMinutes(2)).until(() -> sender.replies().size() == 1_000);
        assertThat(new HashSet<>(clerk.texts())).hasSize(1_000);
    }

    OrderTopic listen(String topic) {
        var settings =
                new OrderTopicSettings("door", place, topic, place + "/replies", 20_000, Map.of("broker", broker()));
        OrderTopic listening = new MqttOrderTopicProvider(TestTimings.QUICK).create(settings, clerk);
        open.add(listening);
        listening.start();
        await().atMost(PATIENCE).until(() -> listening.health().connected());
        return listening;
    }

    Sender sender(String... hears) {
        List<String> topics = new ArrayList<>(List.of(place + "/replies/#"));
        topics.addAll(List.of(hears).stream()
                .filter(topic -> !topic.contains("orders") && !topic.contains("replies"))
                .toList());
        Sender sender = Sender.at(broker(), topics.toArray(String[]::new));
        open.add(sender);
        return sender;
    }

    static void closeQuietly(OrderTopic topic) {
        topic.close();
    }
}
