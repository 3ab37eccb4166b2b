package io.lineside.simulator.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.behaviour.Switches;
import io.lineside.simulator.job.Command;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.opcua.types.Isa95JobOrderAndState;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.opcua.types.Isa95WorkMaster;
import io.lineside.simulator.opcua.types.StructureCodec;
import io.lineside.simulator.plant.LineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * The line's own nodes: JobOrderControl and JobOrderResults under Objects. The job list is a value, not nodes: Milo
 * looks for a called method among all of an object's children.
 */
final class LineNamespace extends SampledNamespace {
    /** The namespace of a simulated line's instances. */
    static final String URI = "urn:lineside:simulator:line";

    private static final UByte SUBSCRIBE_TO_EVENTS = ubyte(1);
    private static final UByte NO_EVENTS = ubyte(0);

    private final LineSpec spec;
    private final JobControl jobs;
    private final ResponseMapping mapping;
    private final JobMethods methods;
    private final NodeBuilding building;
    private final MethodNodes methodNodes;
    private final LineClock clock;
    private final Switches switches;
    private final List<UaObjectNode> notifiers = new ArrayList<>();

    LineNamespace(OpcUaServer server, UShort standard, LineRuntime runtime) {
        super(server, URI);
        spec = runtime.spec();
        jobs = runtime.jobs();
        switches = runtime.switches();
        clock = new LineClock(runtime);
        var orders = new KeptOrders(server.getStaticEncodingContext());
        mapping = new ResponseMapping(standard, clock, orders);
        methods = new JobMethods(runtime, server.getStaticEncodingContext(), mapping, orders);
        building = new NodeBuilding(getNodeContext(), standard);
        methodNodes = new MethodNodes(building);
        getLifecycleManager().addStartupTask(this::addNodes);
    }

    /** How responses of this line are written. */
    ResponseMapping mapping() {
        return mapping;
    }

    /** The node of the object that takes job orders. */
    NodeId jobOrderControl() {
        return newNodeId("JobOrderControl");
    }

    private void addNodes() {
        UaObjectNode control = object("JobOrderControl", ObjectTypeNodes.RECEIVER_WITH_SUBSTATES);
        for (Command command : Command.values()) {
            methodNodes.declare(
                    control,
                    member(control, command.methodName()),
                    MethodSignature.of(command),
                    methods.command(command));
        }
        list(
                control,
                "JobOrderList",
                Isa95JobOrderAndState.TYPE,
                () -> Variant.of(
                        jobs.orders().stream().map(mapping::orderAndState).toArray(Isa95JobOrderAndState[]::new)));
        list(control, "WorkMaster", Isa95WorkMaster.TYPE, this::workMasters);
        for (String name : ObjectTypeNodes.RECEIVER_ID_LISTS) {
            NodeBuilding.Shape shape = NodeBuilding.Shape.list(name, NodeIds.String);
            building.variable(
                    control, member(control, name), shape, () -> clock.stamped(Variant.ofStringArray(new String[0])));
        }
        building.variable(
                control,
                member(control, "MaxDownloadableJobOrders"),
                NodeBuilding.Shape.property("MaxDownloadableJobOrders", NodeIds.UInt16),
                () -> clock.stamped(Variant.ofUInt16(ushort(spec.capacity()))));

        ObjectTypeNodes.SUB_STATE_MACHINES.forEach(
                machine -> building.subStateMachine(control, member(control, machine.name()), machine));

        UaObjectNode results = object("JobOrderResults", ObjectTypeNodes.PROVIDER);
        methodNodes.declare(
                results,
                member(results, MethodSignature.RESPONSE_BY_ID.name()),
                MethodSignature.RESPONSE_BY_ID,
                methods.responseById());
        methodNodes.declare(
                results,
                member(results, MethodSignature.RESPONSE_BY_STATE.name()),
                MethodSignature.RESPONSE_BY_STATE,
                methods.responsesByState());
        list(
                results,
                "JobOrderResponseList",
                Isa95JobResponse.TYPE,
                () -> Variant.of(jobs.jobs().stream().map(mapping::response).toArray(Isa95JobResponse[]::new)));
        server().ifPresent(notifiers::add);
        switches.follow(this::behave);
    }

    private void behave(Behaviour behaviour) {
        methodNodes.follow(behaviour);
        notifiers.forEach(node -> node.setEventNotifier(behaviour.is(Switch.EVENTS) ? SUBSCRIBE_TO_EVENTS : NO_EVENTS));
    }

    private Variant workMasters() {
        return Variant.of(spec.workMasters().stream()
                .map(id -> new Isa95WorkMaster(id, null, null))
                .toArray(Isa95WorkMaster[]::new));
    }

    private UaObjectNode object(String name, long typeId) {
        UaObjectNode node = new MethodObject(getNodeContext(), newNodeId(name), newQualifiedName(name));
        node.addReference(new Reference(
                node.getNodeId(),
                NodeIds.HasTypeDefinition,
                building.local(Isa95Namespace.node(typeId)).expanded(),
                Reference.Direction.FORWARD));
        getNodeManager().addNode(node);
        notifiers.add(node);
        node.addReference(new Reference(
                node.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), Reference.Direction.INVERSE));
        return node;
    }

    private void list(UaNode parent, String name, StructureCodec<?> type, Supplier<Variant> value) {
        NodeBuilding.Shape shape = NodeBuilding.Shape.list(name, building.local(type.dataType()));
        building.variable(parent, member(parent, name), shape, () -> clock.stamped(value.get()));
    }

    private NodeId member(UaNode parent, String name) {
        return newNodeId(parent.getNodeId().getIdentifier() + "." + name);
    }

    private Optional<UaObjectNode> server() {
        return getServer()
                .getAddressSpaceManager()
                .getManagedNode(NodeIds.Server)
                .map(UaObjectNode.class::cast);
    }
}
