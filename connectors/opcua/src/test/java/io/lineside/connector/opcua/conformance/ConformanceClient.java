package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/** A bare client: Milo's session, our structures, and no opinion about what comes back. Blocks for every answer. */
final class ConformanceClient implements AutoCloseable {
    private static final String NAMESPACE = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/";
    private static final int STATUS_EVENT = 1006;

    private final OpcUaClient client;
    private final int namespaceIndex;
    private final Map<String, NodeId> children = new ConcurrentHashMap<>();
    private final NodeId receiver;
    private final NodeId provider;

    /** The three fields of a status event, and which event it is. */
    record StatusEvent(
            Isa95JobOrder jobOrder,
            List<Isa95State> jobState,
            Isa95JobResponse jobResponse,
            Instant time,
            ByteString eventId) {}

    private ConformanceClient(OpcUaClient client) throws UaException {
        this.client = client;
        namespaceIndex = Objects.requireNonNull(client.getNamespaceTable().getIndex(NAMESPACE))
                .intValue();
        receiver = child(NodeIds.ObjectsFolder, "JobOrderControl");
        provider = child(NodeIds.ObjectsFolder, "JobOrderResults");
    }

    static ConformanceClient connect(String endpoint) throws UaException {
        OpcUaClient client = OpcUaClient.create(endpoint);
        client.connect();
        client.readNamespaceTable();
        return new ConformanceClient(client);
    }

    int namespaceIndex() {
        return namespaceIndex;
    }

    EncodingContext encoding() {
        return client.getStaticEncodingContext();
    }

    /** A method that takes a job order. */
    Answer call(JobMethod method, Isa95JobOrder order) throws UaException {
        ExtensionObject encoded = Isa95JobOrder.STRUCTURE.encode(order, encoding(), namespaceIndex);
        return call(receiver, method.browseName(), new Variant(encoded), comment());
    }

    /** A method that takes a JobOrderID. */
    Answer call(JobMethod method, String jobOrderId) throws UaException {
        return call(receiver, method.browseName(), new Variant(jobOrderId), comment());
    }

    /** RequestJobResponseByJobOrderID. */
    Answer responseById(String jobOrderId) throws UaException {
        return call(provider, "RequestJobResponseByJobOrderID", new Variant(jobOrderId));
    }

    /** The response of a job; empty where the peer does not know it. */
    Optional<Isa95JobResponse> response(String jobOrderId) throws UaException {
        Answer answer = responseById(jobOrderId);
        return answer.status().isGood()
                ? Optional.of(Isa95JobResponse.STRUCTURE.decode(
                        answer.outputs().get(0).value(), encoding(), namespaceIndex))
                : Optional.empty();
    }

    /** RequestJobResponseByJobOrderState. */
    Answer responsesByState(List<Isa95State> states) throws UaException {
        return call(
                provider,
                "RequestJobResponseByJobOrderState",
                new Variant(Isa95State.STRUCTURE.encode(states, encoding(), namespaceIndex)));
    }

    /** The JobOrderIDs of an answer to RequestJobResponseByJobOrderState. */
    List<String> jobOrderIds(Answer answer) {
        return Isa95JobResponse.STRUCTURE
                .decodeAll(answer.outputs().get(0).value(), encoding(), namespaceIndex)
                .stream()
                .map(response -> String.valueOf(response.jobOrderId()))
                .toList();
    }

    /** JobOrderList. */
    List<Isa95JobOrderAndState> jobOrderList() throws UaException {
        return Isa95JobOrderAndState.STRUCTURE.decodeAll(
                read(receiver, "JobOrderList").value(), encoding(), namespaceIndex);
    }

    /** A variable of the receiver. */
    Variant receiverVariable(String name) throws UaException {
        return read(receiver, name);
    }

    /** Status events from now on, in the order of their arrival: Milo's client may repeat them and put them out of turn. */
    Queue<StatusEvent> statusEvents() throws UaException {
        var events = new ConcurrentLinkedQueue<StatusEvent>();
        var subscription = new OpcUaSubscription(client, 20.0);
        subscription.create();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(NodeIds.Server, filter());
        item.setQueueSize(UInteger.valueOf(1000));
        item.setEventValueListener((source, fields) -> events.add(new StatusEvent(
                Isa95JobOrder.STRUCTURE.decode(fields[0].value(), encoding(), namespaceIndex),
                Isa95State.STRUCTURE.decodeAll(fields[1].value(), encoding(), namespaceIndex),
                Isa95JobResponse.STRUCTURE.decode(fields[2].value(), encoding(), namespaceIndex),
                ((DateTime) Objects.requireNonNull(fields[3].value())).getJavaInstant(),
                (ByteString) Objects.requireNonNull(fields[4].value()))));
        subscription.addMonitoredItem(item);
        subscription.createMonitoredItems();
        return events;
    }

    @Override
    public void close() throws UaException {
        client.disconnect();
    }

    private EventFilter filter() {
        var type = new NodeId(namespaceIndex, STATUS_EVENT);
        var ofType = new ContentFilterElement(
                FilterOperator.OfType,
                new ExtensionObject[] {ExtensionObject.encode(encoding(), new LiteralOperand(new Variant(type)))});
        return new EventFilter(
                new SimpleAttributeOperand[] {
                    field(type, namespaceIndex, "JobOrder"),
                    field(type, namespaceIndex, "JobState"),
                    field(type, namespaceIndex, "JobResponse"),
                    field(NodeIds.BaseEventType, 0, "Time"),
                    field(NodeIds.BaseEventType, 0, "EventId")
                },
                new ContentFilter(new ContentFilterElement[] {ofType}));
    }

    private static SimpleAttributeOperand field(NodeId type, int namespace, String name) {
        return new SimpleAttributeOperand(
                type, new QualifiedName[] {new QualifiedName(namespace, name)}, AttributeId.Value.uid(), null);
    }

    private Answer call(NodeId object, String method, Variant... inputs) throws UaException {
        CallMethodResult result = client.call(List.of(new CallMethodRequest(object, child(object, method), inputs)))
                .getResults()[0];
        Variant[] outputs = result.getOutputArguments();
        return new Answer(result.getStatusCode(), outputs == null ? List.of() : List.of(outputs));
    }

    private Variant read(NodeId object, String name) throws UaException {
        return client.readValue(0, TimestampsToReturn.Neither, child(object, name))
                .value();
    }

    private NodeId child(NodeId parent, String name) throws UaException {
        NodeId known = children.get(name);
        if (known == null) {
            known = browse(parent, name);
            children.put(name, known);
        }
        return known;
    }

    private NodeId browse(NodeId parent, String name) throws UaException {
        var description = new BrowseDescription(
                parent,
                BrowseDirection.Forward,
                NodeIds.HierarchicalReferences,
                true,
                UInteger.valueOf(0),
                UInteger.valueOf(BrowseResultMask.All.getValue()));
        for (var reference : Objects.requireNonNull(client.browse(description).getReferences())) {
            if (name.equals(reference.getBrowseName().name())) {
                return reference
                        .getNodeId()
                        .toNodeId(client.getNamespaceTable())
                        .orElseThrow();
            }
        }
        throw new AssertionError(parent.toParseableString() + " has no " + name);
    }

    private static Variant comment() {
        return new Variant(new LocalizedText[] {LocalizedText.english("conformance")});
    }

    /** The bytes of a structure: two are the same on the wire or they are not. */
    <T> String bytes(Structure<T> type, T value) {
        return String.valueOf(type.encode(value, encoding(), namespaceIndex).getBody());
    }
}
