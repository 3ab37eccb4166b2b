package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a large order: places in its body, each read when it is looked at and forgotten after that, so that no
 * more than one is in memory as a tree. Immutable.
 */
@SuppressWarnings("unchecked") // ArrayNode's own deepCopy() narrows a generic one.
final class StreamedItems extends ArrayNode {
    private static final long serialVersionUID = 1L;

    private final transient ObjectReader reader;
    private final String body;
    private final int[] starts;
    private final int[] ends;

    /**
     * Items of a body.
     *
     * @param starts where each begins
     * @param ends behind which character each ends
     */
    StreamedItems(ObjectReader reader, String body, int[] starts, int[] ends) {
        super(JsonNodeFactory.instance);
        this.reader = reader;
        this.body = body;
        this.starts = starts.clone();
        this.ends = ends.clone();
    }

    @Override
    public int size() {
        return starts.length;
    }

    @Override
    public boolean isEmpty() {
        return starts.length == 0;
    }

    @Override
    public @Nullable JsonNode get(int index) {
        return index < 0 || index >= starts.length ? null : read(index);
    }

    @Override
    public JsonNode path(int index) {
        JsonNode found = get(index);
        return found == null ? MissingNode.getInstance() : found;
    }

    @Override
    public Iterator<JsonNode> elements() {
        return IntStream.range(0, starts.length).mapToObj(this::read).iterator();
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < starts.length; i++) {
            out.writeRawValue(body, starts[i], ends[i] - starts[i]);
        }
        out.writeEndArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return body.hashCode();
    }

    private JsonNode read(int index) {
        try {
            return reader.readTree(body.substring(starts[index], ends[index]));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("item " + index + " was JSON when the order was read", e);
        }
    }
}
