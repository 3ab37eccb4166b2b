package io.lineside.simulator.opcua.tags;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.opcua.LineClock;
import io.lineside.simulator.opcua.SampledNamespace;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilters;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** The tags as variables below one object. A tag that the gateway writes holds what was written. */
final class TagNamespace extends SampledNamespace {
    /** The namespace of a simulated PLC's tags. */
    static final String URI = "urn:lineside:simulator:tags";

    private static final String OBJECT = "Handshake";
    private static final int CYCLES_PER_BEAT = 25;
    private static final long BEATS = 1L << 32;

    private final TagMemory memory;
    private final TagProgram program;
    private final LineRuntime runtime;
    private final LineClock clock;

    TagNamespace(OpcUaServer server, TagMemory memory, TagProgram program, LineRuntime runtime) {
        super(server, URI);
        this.memory = memory;
        this.program = program;
        this.runtime = runtime;
        this.clock = new LineClock(runtime);
        getLifecycleManager().addStartupTask(this::addNodes);
    }

    private void addNodes() {
        UaObjectNode object = new UaObjectNode.UaObjectNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(OBJECT))
                .setBrowseName(newQualifiedName(OBJECT))
                .setDisplayName(LocalizedText.english(OBJECT))
                .setTypeDefinition(NodeIds.BaseObjectType)
                .build();
        getNodeManager().addNode(object);
        object.addReference(new Reference(
                object.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), Reference.Direction.INVERSE));
        for (Tag tag : memory.tags()) {
            UaVariableNode node = variable(object, tag, () -> shown(tag));
            if (tag.writable()) {
                node.getFilterChain().addFirst(AttributeFilters.setValue((write, value) -> written(tag, value)));
            }
        }
        status(object, "JobId", TagKind.STRING, job -> job.order().jobOrderId());
        status(
                object,
                "State",
                TagKind.UINT16,
                job -> ushort(job.response().state().number()));
        status(object, "Good", TagKind.UINT32, job -> uint(job.response().good()));
        status(object, "Scrap", TagKind.UINT32, job -> uint(job.response().scrap()));
        status(object, "SpecDigest", TagKind.STRING, job -> job.response().built().stream()
                .filter(parameter -> parameter.id().equals("SpecDigest"))
                .map(parameter -> String.valueOf(parameter.value()))
                .findFirst()
                .orElse(""));
        variable(
                object,
                new Tag("Status.Heartbeat", TagKind.UINT32, false),
                () -> uint(program.heartbeat() / CYCLES_PER_BEAT % BEATS));
    }

    private void status(UaObjectNode object, String name, TagKind kind, Function<JobSnapshot, Object> value) {
        variable(object, new Tag("Status." + name, kind, false), () -> program.job()
                .map(value)
                .orElse(kind.initial()));
    }

    private UaVariableNode variable(UaObjectNode object, Tag tag, Supplier<Object> value) {
        var access = tag.writable() ? AccessLevel.READ_WRITE : AccessLevel.READ_ONLY;
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(tag.name()))
                .setBrowseName(newQualifiedName(tag.name()))
                .setDisplayName(LocalizedText.english(tag.name()))
                .setDataType(tag.kind().dataType())
                .setAccessLevel(access)
                .setUserAccessLevel(access)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .build();
        node.getFilterChain().addLast(AttributeFilters.getValue(read -> clock.stamped(Variant.of(value.get()))));
        getNodeManager().addNode(node);
        object.addReference(new Reference(
                object.getNodeId(), NodeIds.HasComponent, node.getNodeId().expanded(), Reference.Direction.FORWARD));
        return node;
    }

    private Object shown(Tag tag) {
        Object value = memory.get(tag.name());
        boolean lies = tag.isParameter() && runtime.switches().current().is(Switch.LIE);
        return lies ? tag.kind().lie(value) : value;
    }

    private void written(Tag tag, DataValue value) {
        Object given = value.value().value();
        memory.set(
                Map.of(tag.name(), Objects.requireNonNullElse(given, tag.kind().initial())));
    }
}
