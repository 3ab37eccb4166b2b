package io.lineside.simulator.opcua.types;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.encoding.UaEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.jspecify.annotations.Nullable;

/**
 * Collects a structure's fields in the order of the wire, counting the bits of the optional ones, and then writes the
 * mask and the fields (OPC 10000-6 5.2.7). Not thread-safe: one per structure written.
 */
final class StructureWriter {
    private static final int ABSENT_ARRAY = -1;

    private final List<Consumer<UaEncoder>> fields = new ArrayList<>();
    private long mask;
    private int nextBit;

    void string(@Nullable String value) {
        fields.add(out -> out.encodeString(null, value));
    }

    void variant(Variant value) {
        fields.add(out -> out.encodeVariant(null, value));
    }

    void number(long value) {
        fields.add(out -> out.encodeUInt32(null, UInteger.valueOf(value)));
    }

    void text(LocalizedText value) {
        fields.add(out -> out.encodeLocalizedText(null, value));
    }

    void path(RelativePath value) {
        fields.add(out -> out.encodeStruct(null, value, RelativePath.TYPE_ID));
    }

    void structure(Isa95Structure value) {
        fields.add(out -> out.encodeStruct(null, value, value.type()));
    }

    void structures(@Nullable List<? extends Isa95Structure> values) {
        fields.add(out -> writeArray(out, values));
    }

    void optionalString(@Nullable String value) {
        optional(value, (out, present) -> out.encodeString(null, present));
    }

    void optionalText(@Nullable LocalizedText value) {
        optional(value, (out, present) -> out.encodeLocalizedText(null, present));
    }

    void optionalTexts(@Nullable List<LocalizedText> value) {
        optional(value, (out, present) -> out.encodeLocalizedTextArray(null, present.toArray(new LocalizedText[0])));
    }

    void optionalUnits(@Nullable EUInformation value) {
        optional(value, (out, present) -> out.encodeStruct(null, present, EUInformation.TYPE_ID));
    }

    void optionalTime(@Nullable Instant value) {
        optional(value, (out, present) -> out.encodeDateTime(null, new DateTime(present)));
    }

    void optionalShort(@Nullable Short value) {
        optional(value, (out, present) -> out.encodeInt16(null, present));
    }

    void optionalStructures(@Nullable List<? extends Isa95Structure> value) {
        optional(value, StructureWriter::writeArray);
    }

    void writeTo(UaEncoder out, boolean withMask) {
        if (withMask) {
            out.encodeUInt32("EncodingMask", uint(mask));
        }
        fields.forEach(field -> field.accept(out));
    }

    private <T> void optional(@Nullable T value, FieldWriter<T> write) {
        if (value != null) {
            mask |= 1L << nextBit;
            fields.add(out -> write.write(out, value));
        }
        nextBit++;
    }

    private static void writeArray(UaEncoder out, @Nullable List<? extends Isa95Structure> values) {
        out.encodeInt32(null, values == null ? ABSENT_ARRAY : values.size());
        if (values != null) {
            values.forEach(value -> out.encodeStruct(null, value, value.type()));
        }
    }

    private interface FieldWriter<T> {
        void write(UaEncoder out, T value);
    }
}
