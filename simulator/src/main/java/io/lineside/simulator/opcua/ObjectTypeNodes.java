package io.lineside.simulator.opcua;

import io.lineside.simulator.job.Command;
import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95JobOrderAndState;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.opcua.types.Isa95State;
import io.lineside.simulator.opcua.types.Isa95WorkMaster;
import io.lineside.simulator.opcua.types.StructureCodec;
import java.util.List;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectTypeNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** The object types and the event type of the standard. */
final class ObjectTypeNodes {
    /** ISA95JobOrderReceiverObjectType. */
    static final long RECEIVER = 1002;

    /** ISA95JobOrderReceiverSubStatesType, which adds the substate machines. */
    static final long RECEIVER_WITH_SUBSTATES = 1008;

    /** The substate machines of that type. */
    static final List<SubStateMachine> SUB_STATE_MACHINES = List.of(
            new SubStateMachine(5080, "NotAllowedToStartSubstates", StateMachineNodes.PREPARE),
            new SubStateMachine(5081, "AllowedToStartSubstates", StateMachineNodes.PREPARE),
            new SubStateMachine(5082, "EndedSubstates", StateMachineNodes.ENDED),
            new SubStateMachine(5083, "InterruptedSubstates", StateMachineNodes.INTERRUPTED));

    /** ISA95JobResponseProviderObjectType. */
    static final long PROVIDER = 1003;

    /** ISA95JobOrderStatusEventType, abstract. */
    static final long STATUS_EVENT = 1006;

    /** String arrays of the receiver that name what a job may ask for; empty on a simulated line. */
    static final List<String> RECEIVER_ID_LISTS =
            List.of("MaterialClassID", "MaterialDefinitionID", "EquipmentID", "PhysicalAssetID", "PersonnelID");

    private final UaNodeContext context;
    private final NodeBuilding building;

    ObjectTypeNodes(UaNodeContext context, NodeBuilding building) {
        this.context = context;
        this.building = building;
    }

    void add() {
        UaObjectTypeNode receiver =
                type(RECEIVER, "ISA95JobOrderReceiverObjectType", NodeIds.FiniteStateMachineType, false);
        for (Command command : Command.values()) {
            method(receiver, MethodSignature.of(command), NodeIds.ModellingRule_Optional);
        }
        variable(receiver, list("JobOrderList", Isa95JobOrderAndState.TYPE));
        variable(receiver, list("WorkMaster", Isa95WorkMaster.TYPE));
        RECEIVER_ID_LISTS.forEach(name -> variable(receiver, NodeBuilding.Shape.list(name, NodeIds.String)));
        variable(receiver, NodeBuilding.Shape.property("MaxDownloadableJobOrders", NodeIds.UInt16));

        UaObjectTypeNode provider = type(PROVIDER, "ISA95JobResponseProviderObjectType", NodeIds.BaseObjectType, false);
        method(provider, MethodSignature.RESPONSE_BY_ID, NodeIds.ModellingRule_Mandatory);
        method(provider, MethodSignature.RESPONSE_BY_STATE, NodeIds.ModellingRule_Mandatory);
        variable(provider, list("JobOrderResponseList", Isa95JobResponse.TYPE));

        UaObjectTypeNode event = type(STATUS_EVENT, "ISA95JobOrderStatusEventType", NodeIds.BaseEventType, true);
        variable(event, property("JobOrder", Isa95JobOrder.TYPE, false));
        variable(event, property("JobState", Isa95State.TYPE, true));
        variable(event, property("JobResponse", Isa95JobResponse.TYPE, false));
        building.refer(receiver, NodeIds.GeneratesEvent, event);
        building.refer(provider, NodeIds.GeneratesEvent, event);
        stateMachines();
    }

    private void stateMachines() {
        type(StateMachineNodes.PREPARE, "ISA95PrepareStateMachineType", NodeIds.FiniteStateMachineType, false);
        type(StateMachineNodes.ENDED, "ISA95EndedStateMachineType", NodeIds.FiniteStateMachineType, false);
        type(StateMachineNodes.INTERRUPTED, "ISA95InterruptedStateMachineType", NodeIds.FiniteStateMachineType, false);
        NodeId receiver = building.local(Isa95Namespace.node(RECEIVER));
        UaObjectTypeNode withSubStates =
                type(RECEIVER_WITH_SUBSTATES, "ISA95JobOrderReceiverSubStatesType", receiver, false);
        SUB_STATE_MACHINES.forEach(machine ->
                building.subStateMachine(withSubStates, building.local(Isa95Namespace.node(machine.id())), machine));
        new StateMachineNodes(context, building).add();
    }

    private UaObjectTypeNode type(long id, String name, NodeId parent, boolean isAbstract) {
        UaObjectTypeNode node = UaObjectTypeNode.builder(context)
                .setNodeId(building.local(Isa95Namespace.node(id)))
                .setBrowseName(building.name(name))
                .setDisplayName(LocalizedText.english(name))
                .setIsAbstract(isAbstract)
                .build();
        node.addReference(
                new Reference(node.getNodeId(), NodeIds.HasSubtype, parent.expanded(), Reference.Direction.INVERSE));
        context.getNodeManager().addNode(node);
        return node;
    }

    private void method(UaNode type, MethodSignature signature, NodeId modellingRule) {
        NodeId id = building.local(Isa95Namespace.node(signature.methodId()));
        building.rule(building.method(type, id, signature, MethodInvocationHandler.NOT_IMPLEMENTED), modellingRule);
    }

    private void variable(UaObjectTypeNode type, NodeBuilding.Shape shape) {
        NodeId id = new NodeId(
                type.getNodeId().getNamespaceIndex(), type.getBrowseName().name() + "." + shape.name());
        building.rule(
                building.variable(type, id, shape, () -> new DataValue(Variant.NULL_VALUE)),
                NodeIds.ModellingRule_Mandatory);
    }

    private NodeBuilding.Shape list(String name, StructureCodec<?> type) {
        return NodeBuilding.Shape.list(name, building.local(type.dataType()));
    }

    /** A substate machine of the receiver: its id on the type, its name, which is the last of a BrowsePath, its type. */
    record SubStateMachine(long id, String name, long typeId) {}

    private NodeBuilding.Shape property(String name, StructureCodec<?> type, boolean array) {
        return new NodeBuilding.Shape(name, building.local(type.dataType()), array, true);
    }
}
