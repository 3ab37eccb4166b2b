package io.lineside.simulator.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.behaviour.Switches;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.model.objects.OperationLimitsTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.objects.ServerCapabilitiesTypeNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * The server's limits: those of the library, or those of a small PLC (OPC 10000-5 6.3.11, OperationLimits). The server
 * asks for them at every request, so that a switch counts at once; sessions beyond the limit are not thrown out.
 *
 * <p>Thread-safe.
 */
record LineLimits(Switches switches) implements OpcUaServerConfigLimits {
    private static final UInteger SESSIONS = uint(2);
    private static final UInteger NODES = uint(10);

    @Override
    public UInteger getMaxSessions() {
        return isSmall() ? SESSIONS : OpcUaServerConfigLimits.super.getMaxSessions();
    }

    @Override
    public UInteger getMaxNodesPerRead() {
        return isSmall() ? NODES : OpcUaServerConfigLimits.super.getMaxNodesPerRead();
    }

    @Override
    public UInteger getMaxNodesPerWrite() {
        return isSmall() ? NODES : OpcUaServerConfigLimits.super.getMaxNodesPerWrite();
    }

    @Override
    public UInteger getMaxNodesPerMethodCall() {
        return isSmall() ? NODES : OpcUaServerConfigLimits.super.getMaxNodesPerMethodCall();
    }

    @Override
    public UInteger getMaxNodesPerBrowse() {
        return isSmall() ? NODES : OpcUaServerConfigLimits.super.getMaxNodesPerBrowse();
    }

    /** Writes what can change into the nodes that announce it. */
    void announce(OpcUaServer server) {
        server.getAddressSpaceManager()
                .getManagedNode(NodeIds.Server_ServerCapabilities)
                .map(ServerCapabilitiesTypeNode.class::cast)
                .ifPresent(capabilities -> {
                    capabilities.setMaxSessions(getMaxSessions());
                    OperationLimitsTypeNode limits = capabilities.getOperationLimitsNode();
                    limits.setMaxNodesPerRead(getMaxNodesPerRead());
                    limits.setMaxNodesPerWrite(getMaxNodesPerWrite());
                    limits.setMaxNodesPerMethodCall(getMaxNodesPerMethodCall());
                    limits.setMaxNodesPerBrowse(getMaxNodesPerBrowse());
                });
    }

    private boolean isSmall() {
        return switches.current().is(Switch.SMALL_PLC);
    }
}
