package io.lineside.connector.opcua.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;

/**
 * What a link needs to know.
 *
 * @param endpoint as the line file says it; its host and port win over what the server advertises
 * @param clientName names this gateway and line in the server's session list
 * @param requestTimeout how long one service request may take
 * @param publishingInterval how often the server is asked to send what happened
 * @param receiver job order receiver to use; empty to look for it
 * @param responseProvider job response provider to use; empty to look for it
 */
public record LinkSettings(
        String endpoint,
        String clientName,
        Duration requestTimeout,
        Duration publishingInterval,
        Optional<ExpandedNodeId> receiver,
        Optional<ExpandedNodeId> responseProvider,
        Clock clock) {}
