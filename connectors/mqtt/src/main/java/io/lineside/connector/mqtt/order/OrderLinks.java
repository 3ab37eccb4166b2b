package io.lineside.connector.mqtt.order;

import io.lineside.connector.mqtt.BrokerBlock;
import io.lineside.connector.mqtt.link.LinkListener;
import io.lineside.connector.mqtt.link.LinkSettings;
import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.mqtt.link.MqttLink;

/**
 * Makes the links of an order topic.
 *
 * @param client begins the client ids, the same after a restart
 */
record OrderLinks(BrokerBlock broker, String client, LinkTimings timings, MqttLink.Factory links) {
    /** Messages that wait here for their answers; the broker keeps the others. */
    static final int WINDOW = 16;

    MqttLink hearing(LinkListener listener) {
        return link("-in", LinkSettings.Session.DURABLE, listener);
    }

    MqttLink replying(LinkListener listener) {
        return link("-out", LinkSettings.Session.VOLATILE, listener);
    }

    private MqttLink link(String end, LinkSettings.Session session, LinkListener listener) {
        return links.link(
                new LinkSettings(
                        broker.broker(), client + end, broker.credentials(), broker.tls(), session, timings, WINDOW),
                listener);
    }
}
