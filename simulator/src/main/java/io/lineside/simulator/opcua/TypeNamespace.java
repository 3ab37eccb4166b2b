package io.lineside.simulator.opcua;

import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.opcua.types.Isa95Types;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;

/**
 * The type nodes of OPC 10031-4 V2 that a line needs, with the standard's numeric ids: eleven data types with their
 * definitions and encodings, the receiver and provider object types with their methods, and the status event type.
 */
final class TypeNamespace extends SampledNamespace {
    TypeNamespace(OpcUaServer server) {
        super(server, Isa95Namespace.URI);
        getLifecycleManager().addStartupTask(this::addNodes);
    }

    private void addNodes() {
        NodeBuilding building = new NodeBuilding(getNodeContext(), getNamespaceIndex());
        new DataTypeNodes(getNodeContext(), building).add();
        // The codecs are found by the ids of the encodings: the tree of data types must know them first.
        getServer().updateDataTypeTree();
        try {
            Isa95Types.register(
                    getServer().getStaticDataTypeManager(), getServer().getNamespaceTable());
        } catch (UaException e) {
            throw new UaRuntimeException(e);
        }
        new ObjectTypeNodes(getNodeContext(), building).add();
        getServer().updateObjectTypeTree();
    }
}
