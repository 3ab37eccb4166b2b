package io.lineside.simulator.opcua;

import static java.util.Objects.requireNonNull;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.opcua.types.Isa95Types;
import io.lineside.simulator.order.JobOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/** A client of one simulated line, with the line's own codecs. */
final class OpcUaLineClient implements AutoCloseable {
    private final OpcUaClient client;

    private OpcUaLineClient(OpcUaClient client) {
        this.client = client;
    }

    static OpcUaLineClient connect(String endpoint) throws Exception {
        OpcUaClient client = OpcUaClient.create(endpoint);
        client.connect();
        client.readNamespaceTable();
        Isa95Types.register(client.getStaticDataTypeManager(), client.getNamespaceTable());
        return new OpcUaLineClient(client);
    }

    @Override
    public void close() throws org.eclipse.milo.opcua.stack.core.UaException {
        client.disconnect();
    }

    OpcUaClient milo() {
        return client;
    }

    NodeId node(String id) {
        return new NodeId(client.getNamespaceTable().getIndex(LineNamespace.URI), id);
    }

    NodeId standard(long id) {
        return new NodeId(client.getNamespaceTable().getIndex(Isa95Namespace.URI), uint(id));
    }

    CallMethodResult store(String method, JobOrder order) throws Exception {
        return storeAsync(method, order).get();
    }

    CompletableFuture<CallMethodResult> storeAsync(String method, JobOrder order) {
        return callAsync(
                node("JobOrderControl"),
                node("JobOrderControl." + method),
                Variant.of(OrderMapping.toWire(order)),
                Variant.of(new LocalizedText[] {LocalizedText.english("test")}));
    }

    CallMethodResult results(String method, Variant input) throws Exception {
        return call(node("JobOrderResults"), node("JobOrderResults." + method), input);
    }

    CallMethodResult call(NodeId object, NodeId method, Variant... inputs) throws Exception {
        return callAsync(object, method, inputs).get();
    }

    private CompletableFuture<CallMethodResult> callAsync(NodeId object, NodeId method, Variant... inputs) {
        return client.callAsync(List.of(new CallMethodRequest(object, method, inputs)))
                .thenApply(response -> response.getResults()[0]);
    }

    <T> List<T> read(String id, Class<T> type) throws Exception {
        return decodeAll(
                type, client.readValue(0, TimestampsToReturn.Neither, node(id)).value());
    }

    <T> List<T> decodeAll(Class<T> type, Variant value) {
        return Arrays.stream((ExtensionObject[]) requireNonNull(value.value()))
                .map(packed -> type.cast(packed.decode(client.getStaticEncodingContext())))
                .toList();
    }

    <T> T decode(Class<T> type, Variant variant) {
        ExtensionObject packed = (ExtensionObject) requireNonNull(variant.value());
        return type.cast(packed.decode(client.getStaticEncodingContext()));
    }

    static long returnStatus(CallMethodResult result) {
        Variant[] outputs = result.getOutputArguments();
        return ((ULong) requireNonNull(outputs[outputs.length - 1].value())).longValue();
    }

    /**
     * Every status event's job response, each once and by the time of its event: Milo's client hands over the
     * notifications of two publish responses as its threads come, and one that was overtaken comes again.
     */
    Collection<Isa95JobResponse> subscribeToEvents(NodeId notifier) throws Exception {
        SortedMap<Long, Isa95JobResponse> responses = new ConcurrentSkipListMap<>();
        OpcUaSubscription subscription = new OpcUaSubscription(client, 20.0);
        subscription.create();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(notifier, filter());
        item.setQueueSize(uint(100));
        item.setEventValueListener((source, values) -> {
            DateTime time = (DateTime) requireNonNull(values[1].value());
            responses.put(time.getUtcTime(), decode(Isa95JobResponse.class, values[0]));
        });
        subscription.addMonitoredItem(item);
        subscription.createMonitoredItems();
        return responses.values();
    }

    private EventFilter filter() {
        NodeId event = standard(ObjectTypeNodes.STATUS_EVENT);
        SimpleAttributeOperand response = field(event, new QualifiedName(event.getNamespaceIndex(), "JobResponse"));
        SimpleAttributeOperand time = field(NodeIds.BaseEventType, new QualifiedName(0, "Time"));
        ExtensionObject ofType =
                ExtensionObject.encode(client.getStaticEncodingContext(), new LiteralOperand(Variant.ofNodeId(event)));
        ContentFilter where = new ContentFilter(new ContentFilterElement[] {
            new ContentFilterElement(FilterOperator.OfType, new ExtensionObject[] {ofType})
        });
        return new EventFilter(new SimpleAttributeOperand[] {response, time}, where);
    }

    private static SimpleAttributeOperand field(NodeId type, QualifiedName name) {
        return new SimpleAttributeOperand(type, new QualifiedName[] {name}, AttributeId.Value.uid(), null);
    }
}
