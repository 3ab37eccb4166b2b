package io.lineside.connector.mqtt.link;

import java.util.Optional;

/**
 * What one link connects to, and as whom.
 *
 * @param clientId unique at the broker, the same after a restart
 * @param tls for a broker at {@code ssl://}
 * @param receiveMaximum messages that may wait for their acknowledgement; the broker keeps the others
 */
public record LinkSettings(
        BrokerUri broker,
        String clientId,
        Optional<Credentials> credentials,
        TlsFiles tls,
        Session session,
        LinkTimings timings,
        int receiveMaximum) {
    /**
     * More than a burst of all lines brings. Artemis was seen to send single subscriptions nothing more, for good, once they
     * had filled a window of 100.
     */
    private static final int USUAL = 1_000;

    /** A link with room for the reports of all lines. */
    public LinkSettings(
            BrokerUri broker,
            String clientId,
            Optional<Credentials> credentials,
            TlsFiles tls,
            Session session,
            LinkTimings timings) {
        this(broker, clientId, credentials, tls, session, timings, USUAL);
    }

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
