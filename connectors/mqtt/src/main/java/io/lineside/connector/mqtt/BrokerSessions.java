package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.mqtt.link.MqttLink;
import java.util.HashMap;
import java.util.Map;

/** The broker sessions in use: made for the first line of a broker, closed with the last. Thread-safe. */
final class BrokerSessions {
    private final Map<BrokerKey, Shared> open = new HashMap<>();
    private final LinkTimings timings;
    private final MqttLink.Factory links;

    BrokerSessions(LinkTimings timings, MqttLink.Factory links) {
        this.timings = timings;
        this.links = links;
    }

    /** The session of a broker, started; to be given back once. */
    synchronized BrokerSession take(BrokerKey key) {
        Shared shared = open.computeIfAbsent(key, k -> {
            var session = new BrokerSession(k, timings, links);
            session.start();
            return new Shared(session);
        });
        shared.users++;
        return shared.session;
    }

    /** Closes the session when nobody uses it any more. Waits for that: its client ids may be used again at once. */
    synchronized void giveBack(BrokerKey key) {
        Shared shared = open.get(key);
        if (shared != null && --shared.users == 0) {
            open.remove(key);
            shared.session.close();
        }
    }

    private static final class Shared {
        private final BrokerSession session;
        private int users;

        Shared(BrokerSession session) {
            this.session = session;
        }
    }
}
