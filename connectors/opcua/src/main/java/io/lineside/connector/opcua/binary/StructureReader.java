package io.lineside.connector.opcua.binary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
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
 * Reads the fields of one structure in the order of its definition. Confined to one thread.
 *
 * <p>Everything read comes from outside: nesting is bounded, lists grow only as far as there are bytes, and an unknown
 * optional field is an error, because what follows it can not be found.
 */
public final class StructureReader {
    /** Deep enough for any recipe, shallow enough for any thread's stack. */
    private static final int MAX_NESTING = 64;

    private final OpcUaBinaryDecoder decoder;
    private int nesting;

    private StructureReader(EncodingContext context, ByteBuf buffer) {
        decoder = new OpcUaBinaryDecoder(context).setBuffer(buffer);
    }

    static <T> T readAll(String name, Function<StructureReader, T> read, ByteString body, EncodingContext context) {
        ByteBuf buffer = Unpooled.wrappedBuffer(body.bytesOrEmpty());
        T value;
        try {
            value = read.apply(new StructureReader(context, buffer));
        } catch (UaRuntimeException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new UnreadableStructureException(name + " can not be read: " + e.getMessage(), e);
        }
        if (buffer.isReadable()) {
            throw new UnreadableStructureException(
                    name + " can not be read: " + buffer.readableBytes() + " bytes are left over");
        }
        return value;
    }

    /**
     * The EncodingMask (OPC 10000-6 5.2.7).
     *
     * @param optionalFields how many optional fields the structure defines
     */
    public OptionalFields mask(int optionalFields) {
        long mask = decoder.decodeUInt32().longValue();
        if (mask >>> optionalFields != 0) {
            throw new UnreadableStructureException(String.format("unknown optional fields, EncodingMask 0x%X", mask));
        }
        return new OptionalFields(mask);
    }

    /** A String, which may be null. */
    public @Nullable String string() {
        return decoder.decodeString();
    }

    /** A value of any type. */
    public Variant variant() {
        return decoder.decodeVariant();
    }

    /** A LocalizedText. */
    public LocalizedText text() {
        return decoder.decodeLocalizedText();
    }

    /** An array of LocalizedText. */
    public List<LocalizedText> texts() {
        return array(decoder::decodeLocalizedText);
    }

    /** A DateTime. */
    public DateTime time() {
        return decoder.decodeDateTime();
    }

    /** An Int16. */
    public Short int16() {
        return decoder.decodeInt16();
    }

    /** A Byte. */
    public UByte uint8() {
        return decoder.decodeByte();
    }

    /** A UInt32. */
    public UInteger uint32() {
        return decoder.decodeUInt32();
    }

    /** An engineering unit. */
    public EUInformation unit() {
        return (EUInformation) decoder.decodeStruct("", new EUInformation.Codec());
    }

    /** A path through the address space. */
    public RelativePath path() {
        return (RelativePath) decoder.decodeStruct("", new RelativePath.Codec());
    }

    /** A nested structure. */
    public <T> T struct(Structure<T> type) {
        if (++nesting > MAX_NESTING) {
            throw new UnreadableStructureException("structures are nested deeper than " + MAX_NESTING);
        }
        T value = type.read().apply(this);
        nesting--;
        return value;
    }

    /** An array of nested structures; a null array is an empty one. */
    public <T> List<T> structs(Structure<T> type) {
        return array(() -> struct(type));
    }

    private <T> List<T> array(Supplier<T> element) {
        int length = decoder.decodeInt32();
        var values = new ArrayList<T>();
        for (int i = 0; i < length; i++) {
            values.add(element.get());
        }
        return values;
    }

    /** Which optional fields are present. */
    public record OptionalFields(long mask) {
        /** Reads the optional field with this bit, or gives null where it is absent. */
        public <T> @Nullable T read(int bit, Supplier<@Nullable T> field) {
            return (mask & (1L << bit)) == 0 ? null : field.get();
        }
    }
}
