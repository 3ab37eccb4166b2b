package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.ClientSettings;
import io.lineside.connector.opcua.client.NodeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of an endpoint URI, checked.
 *
 * @param operation null for the default: read at a producer, subscribe at a consumer
 * @param nodes variables, the object of a method, or the notifier of events
 */
record EndpointOptions(
        ClientSettings connection,
        @Nullable Operation operation,
        List<NodeName> nodes,
        Optional<NodeName> method,
        Watching watching,
        EventFields events) {
    EndpointOptions {
        nodes = List.copyOf(nodes);
    }
}
