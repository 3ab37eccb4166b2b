package io.lineside.connector.opcua.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;
import org.jspecify.annotations.Nullable;

/**
 * Variables by their names: read, and written as the type that the server announces for each. Thread-safe.
 *
 * <p>Every stage completes exceptionally with an {@link OpcUaException} that names each node that was refused, or with an
 * {@link IllegalArgumentException} for a value that its variable can not take; nothing was written then.
 */
public final class Variables {
    private final ServerSession session;

    /** The variables of this session. */
    public Variables(ServerSession session) {
        this.session = session;
    }

    /** Reads values with status and timestamps, in the order asked; an Uncertain value is a value. */
    public CompletableFuture<Map<NodeName, DataValue>> read(List<NodeName> nodes) {
        return attempt(() -> session.read(nodes.stream()
                        .map(node -> attribute(node, AttributeId.Value))
                        .toList()))
                .thenApply(values -> {
                    refuse(nodes, values.stream().map(DataValue::statusCode).toList(), "read");
                    var named = new LinkedHashMap<NodeName, DataValue>();
                    for (int i = 0; i < nodes.size(); i++) {
                        named.put(nodes.get(i), values.get(i));
                    }
                    return named;
                });
    }

    /** Writes plain Java values, all in as few requests as the server allows. */
    public CompletableFuture<Void> write(Map<NodeName, ? extends @Nullable Object> values) {
        List<NodeName> nodes = List.copyOf(values.keySet());
        return types(nodes).thenCompose(types -> {
            var variants = new LinkedHashMap<NodeName, Variant>();
            nodes.forEach(node -> variants.put(node, converted(node, types.get(node), values.get(node))));
            return writeVariants(variants);
        });
    }

    /** Writes values that are of their variables' types already: value only, because many PLCs refuse more. */
    public CompletableFuture<Void> writeVariants(Map<NodeName, Variant> values) {
        List<NodeName> nodes = List.copyOf(values.keySet());
        return attempt(() -> session.write(values.entrySet().stream()
                        .map(entry -> new WriteValue(
                                session.id(entry.getKey()),
                                AttributeId.Value.uid(),
                                null,
                                DataValue.valueOnly(entry.getValue())))
                        .toList()))
                .thenAccept(statuses -> refuse(nodes, statuses, "write"));
    }

    /** What each variable takes; read anew each time, because a PLC may get another program behind a session. */
    public CompletableFuture<Map<NodeName, ValueType>> types(List<NodeName> nodes) {
        return attempt(() -> session.read(nodes.stream()
                        .flatMap(node ->
                                Stream.of(attribute(node, AttributeId.DataType), attribute(node, AttributeId.Value)))
                        .toList()))
                .thenApply(answers -> {
                    var types = new LinkedHashMap<NodeName, ValueType>();
                    var statuses = new ArrayList<StatusCode>();
                    for (int i = 0; i < nodes.size(); i++) {
                        DataValue type = answers.get(2 * i);
                        statuses.add(type.statusCode());
                        NodeId id = type.value().value() instanceof NodeId known ? known : null;
                        types.put(
                                nodes.get(i),
                                ValueType.of(id, answers.get(2 * i + 1).value()));
                    }
                    refuse(nodes, statuses, "read the type of");
                    return types;
                });
    }

    private static Variant converted(NodeName node, @Nullable ValueType type, @Nullable Object value) {
        try {
            return (type == null ? new ValueType(null) : type).variant(value);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("node " + node + ": the value " + unfit.getMessage(), unfit);
        }
    }

    private ReadValueId attribute(NodeName node, AttributeId attribute) {
        return new ReadValueId(session.id(node), attribute.uid(), null, QualifiedName.NULL_VALUE);
    }

    private static void refuse(List<NodeName> nodes, List<StatusCode> statuses, String verb) {
        List<OpcUaException> refusals = Stream.iterate(0, i -> i < nodes.size(), i -> i + 1)
                .filter(i -> statuses.get(i).isBad())
                .map(i -> new OpcUaException("can not " + verb + " node " + nodes.get(i), statuses.get(i)))
                .toList();
        if (refusals.size() == 1) {
            throw refusals.get(0);
        }
        if (!refusals.isEmpty()) {
            throw new OpcUaException(
                    refusals.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")));
        }
    }

    /** A name that the server does not know fails the stage, as everything else does. */
    private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (OpcUaException unknownName) {
            return CompletableFuture.failedFuture(unknownName);
        }
    }
}
