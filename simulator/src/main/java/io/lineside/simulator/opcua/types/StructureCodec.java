package io.lineside.simulator.opcua.types;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.UaDecoder;
import org.eclipse.milo.opcua.stack.core.encoding.UaEncoder;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;

/**
 * One structure of the standard: its ids, its fields and how it is read and written.
 *
 * <p>The codec writes the binary form only; Milo's own dynamic codec drops optional fields.
 *
 * @param fields in the order of the wire
 */
public record StructureCodec<T extends Isa95Structure>(
        String name,
        long typeId,
        long binaryId,
        long jsonId,
        long xmlId,
        List<StructureMember> fields,
        Class<T> javaType,
        BiConsumer<T, StructureWriter> write,
        Function<StructureReader, T> read)
        implements DataTypeCodec {
    /** The data type's node. */
    public ExpandedNodeId dataType() {
        return Isa95Namespace.node(typeId);
    }

    /** Whether the wire form begins with a mask of the optional fields present. */
    public boolean hasOptionalFields() {
        return fields.stream().anyMatch(StructureMember::optional);
    }

    @Override
    public Class<T> getType() {
        return javaType;
    }

    @Override
    public T decode(EncodingContext context, UaDecoder decoder) {
        return read.apply(StructureReader.begin(decoder, hasOptionalFields()));
    }

    @Override
    public void encode(EncodingContext context, UaEncoder encoder, UaStructuredType value) {
        StructureWriter writer = new StructureWriter();
        write.accept(javaType.cast(value), writer);
        writer.writeTo(encoder, hasOptionalFields());
    }
}
