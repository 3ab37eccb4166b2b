package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.ClientSettings;
import io.lineside.connector.opcua.client.NodeAddress;
import io.lineside.connector.opcua.security.LineSecurity;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What a link needs to know.
 *
 * @param client what server, as whom, how protected
 * @param publishingInterval how often the server is asked to send what happened
 * @param maxRequests how many requests may be under way at once
 * @param callsPerRequest how many methods of the receiver may share a request, where the server takes that many
 * @param receiver job order receiver to use; empty to look for it
 * @param responseProvider job response provider to use; empty to look for it
 */
public record LinkSettings(
        ClientSettings client,
        Duration publishingInterval,
        int maxRequests,
        int callsPerRequest,
        Optional<NodeAddress> receiver,
        Optional<NodeAddress> responseProvider,
        Clock clock) {
    /** As the line file says it. */
    public String endpoint() {
        return client.endpoint();
    }

    /** How long one service request may take. */
    public Duration requestTimeout() {
        return client.requestTimeout();
    }

    /** How messages are protected, whom the gateway trusts and as whom it comes. */
    public LineSecurity security() {
        return client.security();
    }
}
