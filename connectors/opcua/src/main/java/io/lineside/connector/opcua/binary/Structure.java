package io.lineside.connector.opcua.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One structured data type of a companion specification: its ids and how its fields go over the wire. Immutable,
 * thread-safe.
 *
 * <p>Ids are numbers within the specification's namespace; its index differs from server to server and from session to
 * session, so it is passed in and never kept.
 *
 * @param dataTypeId NodeId of the DataType
 * @param encodingId NodeId of its Default Binary encoding, which names the type inside an ExtensionObject
 */
public record Structure<T>(
        String name,
        int dataTypeId,
        int encodingId,
        BiConsumer<T, StructureWriter> write,
        Function<StructureReader, T> read) {

    /** The value as the ExtensionObject that stands for it in a Variant. */
    public ExtensionObject encode(T value, EncodingContext context, int namespaceIndex) {
        var writer = new StructureWriter(context);
        write.accept(value, writer);
        return ExtensionObject.of(writer.bytes(), new NodeId(namespaceIndex, encodingId));
    }

    /** The values as the array that stands for them in a Variant. */
    public ExtensionObject[] encode(List<T> values, EncodingContext context, int namespaceIndex) {
        return values.stream()
                .map(value -> encode(value, context, namespaceIndex))
                .toArray(ExtensionObject[]::new);
    }

    /**
     * Reads the value that a Variant holds.
     *
     * @throws UnreadableStructureException when it is no such structure or its bytes do not fit the layout
     */
    public T decode(@Nullable Object variantValue, EncodingContext context, int namespaceIndex) {
        if (!(variantValue instanceof ExtensionObject.Binary object)) {
            throw new UnreadableStructureException(name + " expected, was " + kind(variantValue));
        }
        if (!object.getEncodingOrTypeId().equals(new NodeId(namespaceIndex, encodingId))) {
            throw new UnreadableStructureException(name + " expected, was a structure with encoding "
                    + object.getEncodingOrTypeId().toParseableString());
        }
        return StructureReader.readAll(name, read, object.getBody(), context);
    }

    /**
     * Reads the values that a Variant holds; a null array is an empty one.
     *
     * @throws UnreadableStructureException when one of them can not be read
     */
    public List<T> decodeAll(@Nullable Object variantValue, EncodingContext context, int namespaceIndex) {
        if (variantValue == null) {
            return List.of();
        }
        if (!(variantValue instanceof ExtensionObject[] objects)) {
            throw new UnreadableStructureException("array of " + name + " expected, was " + kind(variantValue));
        }
        var values = new ArrayList<T>(objects.length);
        for (ExtensionObject object : objects) {
            values.add(decode(object, context, namespaceIndex));
        }
        return values;
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "null" : Objects.requireNonNull(value).getClass().getSimpleName();
    }
}
