package io.lineside.connector.mqtt.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.mqtt.MosquittoBroker;
import io.lineside.model.topic.OrderTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Orders at Mosquitto, a process of its own. */
@EnabledIfSystemProperty(named = MosquittoBroker.PROGRAM, matches = ".+")
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class OrderTopicOnMosquittoTest extends OrderTopicBehaviour {
    private MosquittoBroker broker;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        broker = new MosquittoBroker(folder);
        broker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Override
    String broker() {
        return broker.uri();
    }

    @Test
    void thousandOrdersOutliveABrokerThatIsStoppedAndStartedAmongThem() {
        // Given
        OrderTopic topic = listen(place + "/orders");
        List<String> orders =
                IntStream.range(0, 1_000).mapToObj(i -> "order " + i).toList();
        clerk.is(Clerk.Mood.BUSY);
        try (Sender sender = sender()) {
            orders.subList(0, 500).forEach(order -> sender.send(place + "/orders", order));
        }
        // When
        broker.stop();
        await().atMost(PATIENCE).until(() -> !topic.health().connected());
        clerk.is(Clerk.Mood.READY);
        broker.start();
        await().atMost(PATIENCE).until(() -> topic.health().connected());
        Sender sender = sender();
        orders.subList(500, 1_000).forEach(order -> sender.send(place + "/orders", order));
        // Then
        await().atMost(Duration.ofMinutes(1)).until(() -> topic.health().taken() == 1_000);
        assertThat(new HashSet<>(clerk.texts())).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(topic.health().waiting()).isZero();
    }
}
