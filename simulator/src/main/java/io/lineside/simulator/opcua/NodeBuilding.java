package io.lineside.simulator.opcua;

import io.lineside.simulator.opcua.types.Isa95Namespace;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilters;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * Nodes of types and instances alike. References are added once: Milo adds the other direction itself, and doing both
 * shows every child twice.
 */
final class NodeBuilding {
    private final UaNodeContext context;
    private final UShort standard;

    /** Names nodes in the standard's namespace, of that index. */
    NodeBuilding(UaNodeContext context, UShort standard) {
        this.context = context;
        this.standard = standard;
    }

    NamespaceTable namespaces() {
        return context.getServer().getNamespaceTable();
    }

    QualifiedName name(String name) {
        return new QualifiedName(standard, name);
    }

    NodeId local(ExpandedNodeId id) {
        return id.toNodeId(namespaces()).orElseThrow(() -> new UaRuntimeException(0, "namespace is not known: " + id));
    }

    boolean has(NodeId id) {
        return context.getNodeManager().containsNode(id);
    }

    void remove(NodeId id) {
        context.getNodeManager().getNode(id).ifPresent(UaNode::delete);
    }

    /** Hangs a method under its parent. */
    UaMethodNode method(UaNode parent, NodeId id, MethodSignature signature, MethodInvocationHandler handler) {
        UaMethodNode node = UaMethodNode.builder(context)
                .setNodeId(id)
                .setBrowseName(name(signature.name()))
                .setDisplayName(LocalizedText.english(signature.name()))
                .setDescription(LocalizedText.NULL_VALUE)
                .build();
        node.setInputArguments(signature.inputArguments(namespaces()));
        node.setOutputArguments(signature.outputArguments(namespaces()));
        node.setInvocationHandler(handler);
        context.getNodeManager().addNode(node);
        refer(parent, NodeIds.HasComponent, node);
        return node;
    }

    /** Hangs a variable under its parent, whose value is asked for at every read. */
    UaVariableNode variable(UaNode parent, NodeId id, Shape shape, Supplier<DataValue> value) {
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(context)
                .setNodeId(id)
                .setBrowseName(name(shape.name()))
                .setDisplayName(LocalizedText.english(shape.name()))
                .setDataType(shape.dataType())
                .setValueRank(shape.array() ? ValueRanks.OneDimension : ValueRanks.Scalar)
                .setAccessLevel(AccessLevel.READ_ONLY)
                .setUserAccessLevel(AccessLevel.READ_ONLY)
                .setTypeDefinition(shape.property() ? NodeIds.PropertyType : NodeIds.BaseDataVariableType)
                .build();
        node.getFilterChain().addLast(AttributeFilters.getValue(read -> value.get()));
        context.getNodeManager().addNode(node);
        refer(parent, shape.property() ? NodeIds.HasProperty : NodeIds.HasComponent, node);
        return node;
    }

    /** Adds a substate machine, the target of a state's BrowsePath; metadata only, it has no state of its own. */
    void subStateMachine(UaNode parent, NodeId id, ObjectTypeNodes.SubStateMachine machine) {
        UaObjectNode node = new UaObjectNode.UaObjectNodeBuilder(context)
                .setNodeId(id)
                .setBrowseName(name(machine.name()))
                .setDisplayName(LocalizedText.english(machine.name()))
                .setTypeDefinition(local(Isa95Namespace.node(machine.typeId())))
                .build();
        context.getNodeManager().addNode(node);
        refer(parent, NodeIds.HasSubStateMachine, node);
    }

    void refer(UaNode from, NodeId referenceType, UaNode to) {
        from.addReference(
                new Reference(from.getNodeId(), referenceType, to.getNodeId().expanded(), Reference.Direction.FORWARD));
    }

    void rule(UaNode member, NodeId modellingRule) {
        member.addReference(new Reference(
                member.getNodeId(), NodeIds.HasModellingRule, modellingRule.expanded(), Reference.Direction.FORWARD));
    }

    /** Name and data type of a variable, and whether it is a property. */
    record Shape(String name, NodeId dataType, boolean array, boolean property) {
        static Shape property(String name, NodeId dataType) {
            return new Shape(name, dataType, false, true);
        }

        static Shape properties(String name, NodeId dataType) {
            return new Shape(name, dataType, true, true);
        }

        static Shape list(String name, NodeId dataType) {
            return new Shape(name, dataType, true, false);
        }
    }
}
