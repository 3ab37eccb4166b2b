package io.lineside.connector.mqtt.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.model.topic.OrderTopic;
import io.lineside.simulator.broker.Broker;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders at Artemis, the broker of the demo. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class OrderTopicOnArtemisTest extends OrderTopicBehaviour {
    private static Broker broker;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = Broker.start(0, folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    String broker() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    @Test
    void ordersGoOnWhenTheBrokerLostAllItHad(@TempDir Path folder) {
        // Given
        OrderTopic topic = listen(place + "/orders");
        Set<String> unanswered = new TreeSet<>();
        IntStream.range(0, 300).forEach(i -> unanswered.add("order " + i));
        try (Sender sender = sender()) {
            unanswered.forEach(order -> sender.send(place + "/orders", order));
            await().atMost(PATIENCE).until(() -> sender.replies().size() > 50);
            unanswered.removeAll(answered(sender));
        }
        // When
        int port = broker.port();
        broker.close();
        await().atMost(PATIENCE).until(() -> !topic.health().connected());
        broker = Broker.start(port, folder);
        await().atMost(PATIENCE).until(() -> topic.health().connected());
        // Then
        Sender again = sender();
        unanswered.forEach(order -> again.send(place + "/orders", order));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(answered(again)).isEqualTo(unanswered));
        assertThat(new HashSet<>(clerk.texts())).hasSize(300);
    }

    private static Set<String> answered(Sender sender) {
        Set<String> orders = new TreeSet<>();
        sender.replies().forEach(reply -> orders.add(reply.text().substring("taken ".length())));
        return orders;
    }
}
