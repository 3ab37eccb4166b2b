package io.lineside.connector.mqtt.link;

import java.util.Optional;

/**
 * What one link connects to, and as whom.
 *
 * @param clientId unique at the broker, the same after a restart
 * @param tls for a broker at {@code ssl://}
 */
public record LinkSettings(
        BrokerUri broker,
        String clientId,
        Optional<Credentials> credentials,
        TlsFiles tls,
        Session session,
        LinkTimings timings) {
    /** A link that trusts the authorities of the Java platform. */
    public LinkSettings(
            BrokerUri broker,
            String clientId,
            Optional<Credentials> credentials,
            Session session,
            LinkTimings timings) {
        this(broker, clientId, credentials, TlsFiles.NONE, session, timings);
    }

    /** What the broker keeps while the link is away. */
    public enum Session {
        /** Nothing: every connection starts afresh. */
        VOLATILE,
        /** Subscriptions and every message of QoS 1 that was not acknowledged, for a week. */
        DURABLE
    }
}
