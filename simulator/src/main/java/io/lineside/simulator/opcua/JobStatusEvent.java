package io.lineside.simulator.opcua;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.AccessRestrictionType;
import org.eclipse.milo.opcua.stack.core.types.structured.RolePermissionType;

/**
 * The event node that a line fires again and again. Its fields never change, so that each is looked for once; Milo goes
 * through all references of the node for each field of each event, a third of what an event costs. Thread-safe.
 */
final class JobStatusEvent extends BaseEventTypeNode {
    private final Map<QualifiedName, UaNode> fields = new ConcurrentHashMap<>();

    /** As Milo's factory of events makes it. */
    JobStatusEvent(
            UaNodeContext context,
            NodeId nodeId,
            QualifiedName browseName,
            LocalizedText displayName,
            LocalizedText description,
            UInteger writeMask,
            UInteger userWriteMask,
            RolePermissionType[] rolePermissions,
            RolePermissionType[] userRolePermissions,
            AccessRestrictionType accessRestrictions) {
        super(
                context,
                nodeId,
                browseName,
                displayName,
                description,
                writeMask,
                userWriteMask,
                rolePermissions,
                userRolePermissions,
                accessRestrictions);
    }

    @Override
    public Optional<UaNode> findNode(
            QualifiedName browseName, Predicate<UaNode> nodes, Predicate<Reference> references) {
        UaNode known = fields.get(browseName);
        if (known != null && nodes.test(known)) {
            return Optional.of(known);
        }
        Optional<UaNode> found = super.findNode(browseName, nodes, references);
        found.ifPresent(node -> fields.put(browseName, node));
        return found;
    }
}
