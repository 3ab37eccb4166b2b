package io.lineside.connector.opcua.binary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one structure in the order of its definition. Confined to one thread.
 *
 * <p>A structure with optional fields starts with {@link #mask}; after it, an optional field that is null writes
 * nothing.
 */
public final class StructureWriter {
    private final OpcUaBinaryEncoder encoder;
    private final ByteBuf buffer = Unpooled.buffer();

    StructureWriter(EncodingContext context) {
        encoder = new OpcUaBinaryEncoder(context).setBuffer(buffer);
    }

    /** The EncodingMask (OPC 10000-6 5.2.7): bit n is set when the n-th optional field is present. */
    public void mask(@Nullable Object... optionalFields) {
        int mask = 0;
        for (int bit = 0; bit < optionalFields.length; bit++) {
            mask |= optionalFields[bit] == null ? 0 : 1 << bit;
        }
        encoder.encodeUInt32(UInteger.valueOf(mask));
    }

    /** A mandatory String, which may be null. */
    public void string(@Nullable String value) {
        encoder.encodeString(value);
    }

    /** An optional String. */
    public void optionalString(@Nullable String value) {
        optional(value, encoder::encodeString);
    }

    /** A mandatory value of any type. */
    public void variant(Variant value) {
        encoder.encodeVariant(value);
    }

    /** A mandatory LocalizedText. */
    public void text(LocalizedText value) {
        // Milo's own encoder leaves an empty text out, as if it were null.
        encoder.encodeByte(UByte.valueOf((value.locale() == null ? 0 : 1) | (value.text() == null ? 0 : 2)));
        optionalString(value.locale());
        optionalString(value.text());
    }

    /** An optional LocalizedText. */
    public void optionalText(@Nullable LocalizedText value) {
        optional(value, this::text);
    }

    /** An optional array of LocalizedText. */
    public void optionalTexts(@Nullable List<LocalizedText> values) {
        optional(values, present -> array(present, this::text));
    }

    /** An optional DateTime. */
    public void optionalTime(@Nullable DateTime value) {
        optional(value, encoder::encodeDateTime);
    }

    /** An optional Int16. */
    public void optionalInt16(@Nullable Short value) {
        optional(value, encoder::encodeInt16);
    }

    /** A mandatory Byte. */
    public void uint8(UByte value) {
        encoder.encodeByte(value);
    }

    /** A mandatory UInt32. */
    public void uint32(UInteger value) {
        encoder.encodeUInt32(value);
    }

    /** An optional engineering unit (OPC 10000-8 5.6.3). */
    public void optionalUnit(@Nullable EUInformation value) {
        optional(value, unit -> {
            encoder.encodeString(unit.getNamespaceUri());
            encoder.encodeInt32(unit.getUnitId());
            text(unit.getDisplayName());
            text(unit.getDescription());
        });
    }

    /** A mandatory path through the address space. */
    public void path(RelativePath value) {
        encoder.encodeStruct("", value, new RelativePath.Codec());
    }

    /** A mandatory nested structure. */
    public <T> void struct(Structure<T> type, T value) {
        type.write().accept(value, this);
    }

    /** A mandatory array of nested structures. */
    public <T> void structs(Structure<T> type, List<T> values) {
        array(values, value -> struct(type, value));
    }

    /** An optional array of nested structures. */
    public <T> void optionalStructs(Structure<T> type, @Nullable List<T> values) {
        optional(values, present -> structs(type, present));
    }

    ByteString bytes() {
        return ByteString.of(ByteBufUtil.getBytes(buffer));
    }

    private <T> void array(List<T> values, Consumer<T> element) {
        encoder.encodeInt32(values.size());
        values.forEach(element);
    }

    private static <T> void optional(@Nullable T value, Consumer<T> write) {
        if (value != null) {
            write.accept(Objects.requireNonNull(value));
        }
    }
}
