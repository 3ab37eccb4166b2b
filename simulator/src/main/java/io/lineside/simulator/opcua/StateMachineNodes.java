package io.lineside.simulator.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.lineside.simulator.job.Command;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * The states and transitions of the standard's state machines, as components of their types: metadata by which a client
 * finds the numbers and names that states have (OPC 10031-4 6.2.1). No object is ever in one of them.
 */
final class StateMachineNodes {
    /** ISA95PrepareStateMachineType, of NotAllowedToStart and of AllowedToStart. */
    static final long PREPARE = 1001;

    /** ISA95EndedStateMachineType. */
    static final long ENDED = 1005;

    /** ISA95InterruptedStateMachineType. */
    static final long INTERRUPTED = 1007;

    /** The numbers of states count from 1 in the order of the list, and so do those of transitions. */
    static final List<Machine> MACHINES = List.of(
            new Machine(
                    ObjectTypeNodes.RECEIVER,
                    List.of(
                            new State(5035, 6071, "NotAllowedToStart"),
                            new State(5036, 6072, "AllowedToStart"),
                            new State(5037, 6073, "Running"),
                            new State(5038, 6074, "Interrupted"),
                            new State(5039, 6075, "Ended"),
                            new State(5040, 6076, "Aborted")),
                    List.of(
                            Transition.caused(5041, 6077, 1, 1, Command.UPDATE),
                            Transition.caused(5042, 6078, 1, 2, Command.START),
                            Transition.caused(5043, 6079, 2, 1, Command.REVOKE_START),
                            Transition.caused(5044, 6080, 2, 2, Command.UPDATE),
                            Transition.internal(5045, 6081, 2, 3),
                            Transition.caused(5046, 6082, 3, 4, Command.PAUSE),
                            Transition.caused(5047, 6083, 3, 5, Command.STOP),
                            Transition.caused(5048, 6084, 3, 6, Command.ABORT),
                            Transition.caused(5049, 6085, 4, 6, Command.ABORT),
                            Transition.caused(5050, 6086, 4, 3, Command.RESUME),
                            Transition.caused(5051, 6087, 4, 5, Command.STOP),
                            Transition.caused(5084, 6009, 1, 6, Command.ABORT),
                            Transition.caused(5085, 6010, 2, 6, Command.ABORT))),
            new Machine(
                    PREPARE,
                    List.of(
                            new State(5000, 6000, "Waiting"),
                            new State(5052, 6089, "Ready"),
                            new State(5053, 6090, "Loaded")),
                    List.of(
                            Transition.internal(5054, 6091, 1, 2),
                            Transition.internal(5055, 6092, 2, 3),
                            Transition.internal(5088, 6013, 2, 1),
                            Transition.internal(5089, 6014, 3, 2),
                            Transition.internal(5090, 6015, 3, 1))),
            new Machine(
                    ENDED,
                    List.of(new State(5056, 6093, "Completed"), new State(5057, 6094, "Closed")),
                    List.of(Transition.internal(5058, 6095, 1, 2))),
            new Machine(
                    INTERRUPTED,
                    List.of(new State(5059, 6096, "Held"), new State(5060, 6097, "Suspended")),
                    List.of(Transition.internal(5061, 6098, 1, 2), Transition.internal(5062, 6099, 2, 1))));

    private final UaNodeContext context;
    private final NodeBuilding building;

    StateMachineNodes(UaNodeContext context, NodeBuilding building) {
        this.context = context;
        this.building = building;
    }

    /** Adds the nodes to the types, which are there already. */
    void add() {
        for (Machine machine : MACHINES) {
            machine.states().forEach(state -> add(machine, state));
            machine.transitions().forEach(transition -> add(machine, transition));
        }
    }

    private void add(Machine machine, State state) {
        int number = machine.states().indexOf(state) + 1;
        UaNode node = component(machine, state.id(), state.name(), NodeIds.StateType);
        number(node, state.numberId(), "StateNumber", number);
    }

    private void add(Machine machine, Transition transition) {
        int number = machine.transitions().indexOf(transition) + 1;
        State from = machine.states().get(transition.from() - 1);
        State to = machine.states().get(transition.to() - 1);
        String name = "From" + from.name() + "To" + to.name();
        UaNode node = component(machine, transition.id(), name, NodeIds.TransitionType);
        number(node, transition.numberId(), "TransitionNumber", number);
        refer(node, NodeIds.FromState, from.id());
        refer(node, NodeIds.ToState, to.id());
        transition
                .cause()
                .ifPresent(command -> refer(
                        node, NodeIds.HasCause, MethodSignature.of(command).methodId()));
        if (machine.typeId() == ObjectTypeNodes.RECEIVER) {
            refer(node, NodeIds.HasEffect, ObjectTypeNodes.STATUS_EVENT);
        }
    }

    private UaNode component(Machine machine, long id, String name, NodeId type) {
        UaObjectNode node = new UaObjectNode.UaObjectNodeBuilder(context)
                .setNodeId(building.local(Isa95Namespace.node(id)))
                .setBrowseName(building.name(name))
                .setDisplayName(LocalizedText.english(name))
                .setTypeDefinition(type)
                .build();
        context.getNodeManager().addNode(node);
        node.addReference(new Reference(
                node.getNodeId(),
                NodeIds.HasComponent,
                building.local(Isa95Namespace.node(machine.typeId())).expanded(),
                Reference.Direction.INVERSE));
        return node;
    }

    private void number(UaNode of, long id, String name, int number) {
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(context)
                .setNodeId(building.local(Isa95Namespace.node(id)))
                .setBrowseName(new QualifiedName(0, name))
                .setDisplayName(LocalizedText.english(name))
                .setDataType(NodeIds.UInt32)
                .setValueRank(ValueRanks.Scalar)
                .setAccessLevel(AccessLevel.READ_ONLY)
                .setUserAccessLevel(AccessLevel.READ_ONLY)
                .setTypeDefinition(NodeIds.PropertyType)
                .setValue(new DataValue(Variant.ofUInt32(uint(number))))
                .build();
        context.getNodeManager().addNode(node);
        building.refer(of, NodeIds.HasProperty, node);
    }

    private void refer(UaNode from, NodeId referenceType, long to) {
        from.addReference(new Reference(
                from.getNodeId(),
                referenceType,
                building.local(Isa95Namespace.node(to)).expanded(),
                Reference.Direction.FORWARD));
    }

    /** A state machine by the id of its type. */
    record Machine(long typeId, List<State> states, List<Transition> transitions) {}

    /** A state: its id, the id of its StateNumber, its name. */
    record State(long id, long numberId, String name) {}

    /** A transition: its id, the id of its TransitionNumber, the numbers of its states, and the method that causes it. */
    record Transition(long id, long numberId, int from, int to, Optional<Command> cause) {
        static Transition caused(long id, long numberId, int from, int to, Command cause) {
            return new Transition(id, numberId, from, to, Optional.of(cause));
        }

        static Transition internal(long id, long numberId, int from, int to) {
            return new Transition(id, numberId, from, to, Optional.empty());
        }
    }
}
