package io.lineside.connector.mqtt.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.topic.OrderTopicSettings;
import io.lineside.model.topic.TopicAnswer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which topics an order door may have. */
class OrderTopicRulesTest {
    @ParameterizedTest
    @CsvSource({
        "orders/#, orders, true",
        "orders/#, orders/a/b, true",
        "orders/#, ordersx, false",
        "orders/+, orders/a, true",
        "orders/+, orders/a/b, false",
        "orders/+/new, orders/a/new, true",
        "orders/+/new, orders/new, false",
        "orders, orders, true"
    })
    void filterMatchesAsTheStandardSays(String filter, String topic, boolean matches) {
        assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "a/+/c, a/b/#, true",
        "a/#, a/b/c, true",
        "a/b, a/b/#, true",
        "a/+, a/+/c, false",
        "a/b/#, a/c/#, false",
        "a, a/b, false"
    })
    void filtersOverlapWhereATopicMatchesBoth(String one, String other, boolean overlap) {
        assertThat(new TopicFilter(one).overlaps(new TopicFilter(other))).isEqualTo(overlap);
        assertThat(new TopicFilter(other).overlaps(new TopicFilter(one))).isEqualTo(overlap);
    }

    @ParameterizedTest
    @CsvSource({
        "'#', replies, topic: must be a topic",
        "+/orders, replies, topic: must be a topic",
        "$share/g/orders, replies, topic: must be a topic",
        "orders/#/new, replies, topic: must be a topic",
        "orders/a+, replies, topic: must be a topic",
        "orders//new, replies, topic: must be a topic",
        "acme/_joborder_v1/+, replies, topic: must have no level",
        "spBv1.0/#, replies, topic: must have no level",
        "orders, $SYS/replies, replies: must be a topic",
        "orders, replies/+, replies: must be a topic",
        "orders, acme/_joborder_v1, replies: must be a topic",
        "orders, _lineside/gw, replies: must be a topic",
        "orders/#, orders/replies, replies: must not be among the topics of orders",
        "orders, orders, replies: must not be among the topics of orders",
        "shop/+/orders, shop/replies, replies: must not be among the topics of orders"
    })
    void topicThatIsNoneOfOursIsRefused(String topic, String replies, String why) {
        assertThatThrownBy(() -> create(topic, replies, "tcp://127.0.0.1:1883"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why)
                .hasMessageContaining("was '");
    }

    @Test
    void brokerThatIsNoneIsRefused() {
        assertThatThrownBy(() -> create("orders", "replies", "http://127.0.0.1"))
                .hasMessage("broker: must be tcp://host:port or ssl://host:port, was 'http://127.0.0.1'");
    }

    @Test
    void settingsDoNotShowWhatIsSecret() {
        var settings = new OrderTopicSettings("shop", "gw", "orders", "replies", 10, Map.of("password", "hush"));
        assertThat(settings.toString()).doesNotContain("hush").contains("shop");
    }

    private static void create(String topic, String replies, String broker) {
        var settings = new OrderTopicSettings("shop", "gw", topic, replies, 10, Map.of("broker", broker));
        var unused = new MqttOrderTopicProvider()
                .create(settings, message -> CompletableFuture.completedFuture(new TopicAnswer.Later("")));
    }
}
