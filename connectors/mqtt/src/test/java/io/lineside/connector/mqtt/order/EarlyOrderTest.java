package io.lineside.connector.mqtt.order;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.mqtt.BrokerBlock;
import io.lineside.connector.mqtt.TestTimings;
import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.LinkListener;
import io.lineside.connector.mqtt.link.LinkSettings;
import io.lineside.connector.mqtt.link.MqttLink;
import io.lineside.connector.mqtt.link.Receipt;
import io.lineside.connector.mqtt.link.SilentLink;
import io.lineside.model.topic.OrderTopicSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Orders that a broker sends on a session that it kept, before the link has said that it is connected. Links that say things
 * in a given order stand in for those of Paho, whose threads do so once in some thirty times.
 */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class EarlyOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, LinkListener> links = new ConcurrentHashMap<>();
    private final Clerk clerk = new Clerk();
    private final Receipts receipts = new Receipts();
    private MqttOrderTopic topic;

    @BeforeEach
    void start() {
        var settings = new OrderTopicSettings(
                "door", "gw", "orders", "replies", 1_000, Map.of("broker", "tcp://127.0.0.1:1883"));
        var rules = new OrderTopicRules(settings);
        var broker = BrokerBlock.read("", settings::setting);
        topic = new MqttOrderTopic(rules, new OrderLinks(broker, "gw", TestTimings.QUICK, this::link), clerk);
        topic.start();
        clerk.is(Clerk.Mood.SILENT);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void orderThatComesBeforeEitherLinkIsUpIsAnswered() {
        // Given
        hearing().arrived(order());
        await().atMost(PATIENCE).until(() -> clerk.heard().size() == 1);
        // When
        replying().up(false);
        hearing().up(true);
        hearing().granted("orders");
        await().atMost(PATIENCE).until(() -> topic.health().connected());
        clerk.wakeUp();
        // Then
        await().atMost(PATIENCE).until(() -> topic.health().taken() == 1);
        assertThat(receipts.acknowledged).hasValue(1);
        assertThat(topic.health().waiting()).isZero();
    }

    @Test
    void orderOfAConnectionThatIsLostIsLeftToTheNext() {
        // Given
        hearing().up(true);
        hearing().arrived(order());
        await().atMost(PATIENCE).until(() -> clerk.heard().size() == 1);
        // When
        hearing().down("the network");
        hearing().arrived(order());
        await().atMost(PATIENCE).until(() -> clerk.heard().size() == 2);
        hearing().up(true);
        clerk.wakeUp();
        // Then
        await().atMost(PATIENCE).until(() -> topic.health().taken() == 1);
        assertThat(receipts.acknowledged).hasValue(1);
        assertThat(topic.health().waiting()).isZero();
    }

    private LinkListener hearing() {
        return requireNonNull(links.get("gw-in"));
    }

    private LinkListener replying() {
        return requireNonNull(links.get("gw-out"));
    }

    private MqttLink link(LinkSettings settings, LinkListener listener) {
        links.put(settings.clientId(), listener);
        return new SilentLink();
    }

    private InboundMessage order() {
        return new InboundMessage(
                "orders",
                "one".getBytes(StandardCharsets.UTF_8),
                "",
                new InboundMessage.Headers(false, Optional.empty(), List.of()),
                receipts);
    }

    private static final class Receipts implements Receipt {
        private final AtomicInteger acknowledged = new AtomicInteger();

        @Override
        public void acknowledge() {
            acknowledged.incrementAndGet();
        }

        @Override
        public void forgo() {
            throw new IllegalStateException("no order is forgone");
        }
    }
}
