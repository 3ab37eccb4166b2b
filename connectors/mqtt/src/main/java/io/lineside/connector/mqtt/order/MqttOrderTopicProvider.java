package io.lineside.connector.mqtt.order;

import io.lineside.connector.mqtt.BrokerBlock;
import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.mqtt.link.PahoLink;
import io.lineside.model.topic.OrderTopic;
import io.lineside.model.topic.OrderTopicListener;
import io.lineside.model.topic.OrderTopicProvider;
import io.lineside.model.topic.OrderTopicSettings;

/** Hears orders on topics of MQTT 5 brokers, and replies. Thread-safe. */
public final class MqttOrderTopicProvider implements OrderTopicProvider {
    private final LinkTimings timings;

    /** The provider with the timings of a factory. */
    public MqttOrderTopicProvider() {
        this(LinkTimings.STANDARD);
    }

    MqttOrderTopicProvider(LinkTimings timings) {
        this.timings = timings;
    }

    @Override
    public String kind() {
        return "mqtt";
    }

    @Override
    public OrderTopic create(OrderTopicSettings settings, OrderTopicListener listener) {
        var rules = new OrderTopicRules(settings);
        var broker = BrokerBlock.read("", settings::setting);
        var links = new OrderLinks(broker, settings.gatewayId() + "-door-" + settings.name(), timings, PahoLink::new);
        return new MqttOrderTopic(rules, links, listener);
    }
}
