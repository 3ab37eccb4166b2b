package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.client.OpcUaException;
import io.lineside.connector.opcua.client.ServerSession;
import io.lineside.connector.opcua.client.ValueType;
import io.lineside.connector.opcua.client.Variables;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * The tags of a line in one session. Blocks for each answer of the server, for the request timeout at most, and fails with
 * an {@link OpcUaException}.
 */
final class TagAccess {
    private static final int READS = 5;

    private final Variables variables;
    private final TagMap map;

    TagAccess(ServerSession session, TagMap map) {
        variables = new Variables(session);
        this.map = map;
    }

    TagStatus read() {
        List<Tag> tags = Tag.STATUS.stream().filter(map.tags()::containsKey).toList();
        Map<NodeName, DataValue> values =
                answer(variables.read(tags.stream().map(map::node).toList()));
        var status = new EnumMap<Tag, DataValue>(Tag.class);
        values.forEach((node, value) -> status.put(tags.get(status.size()), value));
        return TagStatus.of(status);
    }

    /** A status that two reads agree in. */
    TagStatus readTwice() {
        TagStatus before = read();
        for (int i = 1; i < READS; i++) {
            TagStatus now = read();
            if (before.agrees(now)) {
                return now;
            }
            before = now;
        }
        throw new OpcUaException("the line's status is another with each of " + READS + " reads");
    }

    /**
     * Writes data tags and reads them back.
     *
     * @return what is not as it was written, in words; empty for a match
     * @throws IllegalArgumentException for a value that its tag can not take; nothing was written then
     */
    List<String> writeAndCompare(Map<NodeName, Object> values) {
        Map<NodeName, ValueType> types = answer(variables.types(List.copyOf(values.keySet())));
        var written = new LinkedHashMap<NodeName, Variant>();
        values.forEach((node, value) -> written.put(node, converted(node, types, value)));
        answer(variables.writeVariants(written));
        Map<NodeName, DataValue> stored = answer(variables.read(List.copyOf(written.keySet())));
        var differences = new ArrayList<String>();
        written.forEach((node, value) -> {
            DataValue found = stored.get(node);
            if (found == null || !value.equals(found.value())) {
                differences.add("node " + node + " is "
                        + (found == null ? null : found.value().value()) + " instead of " + value.value());
            }
        });
        return differences;
    }

    /** Writes the sequence number, alone. */
    void writeSequence(long sequence) {
        answer(variables.write(Map.of(map.node(Tag.REQ_SEQ), sequence)));
    }

    private static Variant converted(NodeName node, Map<NodeName, ValueType> types, Object value) {
        try {
            return types.getOrDefault(node, new ValueType(null)).variant(value);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("node " + node + ": the value " + unfit.getMessage(), unfit);
        }
    }

    private static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof OpcUaException told) {
                throw told;
            }
            throw failed;
        }
    }
}
