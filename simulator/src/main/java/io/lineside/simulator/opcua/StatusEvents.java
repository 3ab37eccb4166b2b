package io.lineside.simulator.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.JobListener;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.opcua.types.Isa95State;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ObjectTypeManager;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * Fires a status event for every change of a job. The standard's event type is abstract, so a subtype of the line's
 * own is fired; one event node is used again and again, which costs a fraction of a new one each time.
 *
 * <p>Told on the line's thread; closed by another, after which nothing is fired. Firing into a server whose nodes are
 * gone would fail on the event's type, because a filter such as OfType looks for it in the address space.
 */
final class StatusEvents implements JobListener, AutoCloseable {
    private static final UShort SEVERITY = ushort(200);

    private final OpcUaServer server;
    private final LineNamespace line;
    private final UShort standard;
    private final LineRuntime runtime;
    private final LineClock clock;
    private final BaseEventTypeNode event;
    private final UaVariableNode eventId;
    private final UaVariableNode time;
    private final UaVariableNode receiveTime;
    private final UaVariableNode text;
    private final UaVariableNode jobOrder;
    private final UaVariableNode jobState;
    private final UaVariableNode jobResponse;
    private boolean closed;

    StatusEvents(OpcUaServer server, LineNamespace line, UShort standard, LineRuntime runtime) {
        this.server = server;
        this.line = line;
        this.standard = standard;
        this.runtime = runtime;
        this.clock = new LineClock(runtime);
        this.event = createEvent(addEventType());
        // The event's own setters look for the node each time.
        this.eventId = event.getEventIdNode();
        this.time = event.getTimeNode();
        this.receiveTime = event.getReceiveTimeNode();
        this.text = event.getMessageNode();
        this.jobOrder = field("JobOrder");
        this.jobState = field("JobState");
        this.jobResponse = field("JobResponse");
    }

    @Override
    public synchronized void changed(JobSnapshot job) {
        if (closed || !runtime.switches().current().is(Switch.EVENTS)) {
            return;
        }
        Isa95JobResponse response = line.mapping().response(job);
        set(eventId, Variant.of(newEventId()));
        set(time, Variant.of(clock.now()));
        set(receiveTime, Variant.of(clock.now()));
        String message = response.jobOrderId() + " " + job.response().state().text();
        set(text, Variant.of(LocalizedText.english(message)));
        set(jobOrder, Variant.of(line.mapping().order(job)));
        set(jobState, Variant.of(response.jobState().toArray(new Isa95State[0])));
        set(jobResponse, Variant.of(response));
        server.getEventNotifier().fire(event);
    }

    @Override
    public void forgotten(String jobOrderId) {
        // OPC 10031-4 6.2.1: neither Cancel nor Clear is a transition, so there is no event for them.
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private static void set(UaVariableNode field, Variant value) {
        field.setValue(new DataValue(value));
    }

    private UaVariableNode field(String property) {
        return event.findNode(new QualifiedName(standard, property))
                .map(UaVariableNode.class::cast)
                .orElseThrow(() -> new IllegalStateException("the standard's event type has no " + property));
    }

    private NodeId addEventType() {
        NodeId parent = node(ObjectTypeNodes.STATUS_EVENT);
        UaObjectTypeNode type = UaObjectTypeNode.builder(line.getNodeContext())
                .setNodeId(new NodeId(line.getNamespaceIndex(), "JobStatusEventType"))
                .setBrowseName(new QualifiedName(line.getNamespaceIndex(), "JobStatusEventType"))
                .setDisplayName(LocalizedText.english("JobStatusEventType"))
                .setIsAbstract(false)
                .build();
        type.addReference(
                new Reference(type.getNodeId(), NodeIds.HasSubtype, parent.expanded(), Reference.Direction.INVERSE));
        line.getNodeManager().addNode(type);
        server.updateObjectTypeTree();
        ObjectTypeManager.ObjectNodeConstructor constructor = JobStatusEvent::new;
        server.getObjectTypeManager().registerObjectType(type.getNodeId(), JobStatusEvent.class, constructor);
        return type.getNodeId();
    }

    private BaseEventTypeNode createEvent(NodeId type) {
        try {
            NodeId id = new NodeId(line.getNamespaceIndex(), "JobStatusEvent");
            BaseEventTypeNode node = server.getEventFactory().createEvent(id, type);
            node.setEventType(type);
            node.setSourceNode(line.jobOrderControl());
            node.setSourceName("JobOrderControl");
            node.setSeverity(SEVERITY);
            return node;
        } catch (UaException e) {
            throw new UaRuntimeException(e);
        }
    }

    private NodeId node(long id) {
        return Isa95Namespace.node(id)
                .toNodeId(server.getNamespaceTable())
                .orElseThrow(() -> new IllegalStateException("the standard's namespace is not known to the server"));
    }

    private static ByteString newEventId() {
        UUID id = UUID.randomUUID();
        return ByteString.of(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }
}
