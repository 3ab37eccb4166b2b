package io.lineside.connector.opcua.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;

/** A namespace of plain variables and methods below one object, with an eye on what clients watch. */
public class FieldNodes extends ManagedNamespaceWithLifecycle {
    /** Where the nodes are. */
    public static final String NAMESPACE = "urn:field:machine";

    private final SubscriptionModel subscriptions;
    private final List<DataItem> watched = new CopyOnWriteArrayList<>();
    private final UaObjectNode machine;

    /** An object named Machine, without anything below it yet. */
    public FieldNodes(OpcUaServer server) {
        super(server, NAMESPACE);
        subscriptions = new SubscriptionModel(server, this);
        getLifecycleManager().addLifecycle(subscriptions);
        machine = new UaObjectNode.UaObjectNodeBuilder(getNodeContext())
                .setNodeId(newNodeId("Machine"))
                .setBrowseName(newQualifiedName("Machine"))
                .setDisplayName(LocalizedText.english("Machine"))
                .setTypeDefinition(NodeIds.BaseObjectType)
                .setEventNotifier(UByte.valueOf(1))
                .build();
        getNodeManager().addNode(machine);
        machine.addReference(new Reference(
                machine.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), Reference.Direction.INVERSE));
    }

    /** A node of this namespace as a client names it. */
    public static NodeName name(String id) {
        return NodeName.parse("nsu=" + NAMESPACE + ";s=" + id);
    }

    /** The items that clients watch at this moment. */
    public List<DataItem> watched() {
        return watched;
    }

    /** A variable with its type. */
    public final UaVariableNode variable(String id, NodeId type, Object value, boolean writable) {
        var access = writable ? AccessLevel.READ_WRITE : AccessLevel.READ_ONLY;
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(id))
                .setBrowseName(newQualifiedName(id))
                .setDisplayName(LocalizedText.english(id))
                .setDataType(type)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .setAccessLevel(access)
                .setUserAccessLevel(AccessLevel.READ_WRITE)
                .setValue(new DataValue(new Variant(value)))
                .build();
        getNodeManager().addNode(node);
        machine.addComponent(node);
        return node;
    }

    /** The variable with this id. */
    public final UaVariableNode variable(String id) {
        return (UaVariableNode) getNodeManager().getNode(newNodeId(id)).orElseThrow();
    }

    /** A method of the Machine object. */
    public final void method(String id, MethodInvocationHandler handler, Argument... inputs) {
        UaMethodNode node = UaMethodNode.builder(getNodeContext())
                .setNodeId(newNodeId(id))
                .setBrowseName(newQualifiedName(id))
                .setDisplayName(LocalizedText.english(id))
                .build();
        node.setInputArguments(inputs);
        node.setInvocationHandler(handler);
        getNodeManager().addNode(node);
        machine.addComponent(node);
    }

    /** The Machine object's id. */
    public final NodeId machine() {
        return machine.getNodeId();
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        watched.addAll(items);
        subscriptions.onDataItemsCreated(items);
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        subscriptions.onDataItemsModified(items);
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        watched.removeAll(items);
        subscriptions.onDataItemsDeleted(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        subscriptions.onMonitoringModeChanged(items);
    }

    @Override
    public void onEventItemsCreated(List<EventItem> items) {
        items.forEach(getServer().getEventNotifier()::register);
    }

    @Override
    public void onEventItemsDeleted(List<EventItem> items) {
        items.forEach(getServer().getEventNotifier()::unregister);
    }
}
