package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.security.LineSecurity;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What a link needs to know.
 *
 * @param endpoint as the line file says it; its host and port win over what the server advertises
 * @param clientName names this gateway and line in the server's session list
 * @param requestTimeout how long one service request may take
 * @param publishingInterval how often the server is asked to send what happened
 * @param maxRequests how many requests may be under way at once
 * @param receiver job order receiver to use; empty to look for it
 * @param responseProvider job response provider to use; empty to look for it
 * @param security how messages are protected, whom the gateway trusts and as whom it comes
 */
public record LinkSettings(
        String endpoint,
        String clientName,
        Duration requestTimeout,
        Duration publishingInterval,
        int maxRequests,
        Optional<NodeAddress> receiver,
        Optional<NodeAddress> responseProvider,
        LineSecurity security,
        Clock clock) {}
