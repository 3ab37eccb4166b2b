package io.lineside.connector.opcua.session;

import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * Where a server keeps its job control.
 *
 * @param namespaceIndex of OPC 10031-4 V2 in this session
 * @param methods of the receiver, by BrowseName
 * @param responseProvider empty where the server has none
 * @param providerMethods of the response provider, by BrowseName
 * @param jobOrderList the receiver's JobOrderList variable
 */
public record JobControlNodes(
        int namespaceIndex,
        NodeId receiver,
        Map<String, NodeId> methods,
        Optional<NodeId> responseProvider,
        Map<String, NodeId> providerMethods,
        Optional<NodeId> jobOrderList) {
    /** Copies the maps. */
    public JobControlNodes {
        methods = Map.copyOf(methods);
        providerMethods = Map.copyOf(providerMethods);
    }
}
