package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * Where a server keeps its job control.
 *
 * @param namespaceIndex of OPC 10031-4 V2 in this session
 * @param methods of the receiver, by BrowseName
 * @param responseProvider empty where the server has none
 * @param providerMethods of the response provider, by BrowseName
 * @param jobOrderList the receiver's JobOrderList variable
 * @param workMasters what the receiver announces that it can run; empty where it announces nothing
 * @param machineryJobs index of the namespace of OPC 40001-3, where the server knows it
 */
public record JobControlNodes(
        int namespaceIndex,
        NodeId receiver,
        Map<String, NodeId> methods,
        Optional<NodeId> responseProvider,
        Map<String, NodeId> providerMethods,
        Optional<NodeId> jobOrderList,
        List<Isa95WorkMaster> workMasters,
        OptionalInt machineryJobs) {
    /** Copies the maps. */
    public JobControlNodes {
        methods = Map.copyOf(methods);
        workMasters = List.copyOf(workMasters);
        providerMethods = Map.copyOf(providerMethods);
    }
}
