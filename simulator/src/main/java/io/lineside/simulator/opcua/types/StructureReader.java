package io.lineside.simulator.opcua.types;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.UaDecoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.jspecify.annotations.Nullable;

/**
 * Reads a structure's fields in the order of the wire; asked for an optional field, it looks at the next bit of the
 * mask first (OPC 10000-6 5.2.7). Not thread-safe: one per structure read.
 */
final class StructureReader {
    private static final int MAX_ARRAY = 65_536;

    private final UaDecoder in;
    private final long mask;
    private int nextBit;

    private StructureReader(UaDecoder in, long mask) {
        this.in = in;
        this.mask = mask;
    }

    static StructureReader begin(UaDecoder in, boolean withMask) {
        return new StructureReader(
                in, withMask ? in.decodeUInt32("EncodingMask").longValue() : 0);
    }

    @Nullable
    String string() {
        return in.decodeString(null);
    }

    Variant variant() {
        return in.decodeVariant(null);
    }

    long number() {
        return in.decodeUInt32(null).longValue();
    }

    LocalizedText text() {
        return in.decodeLocalizedText(null);
    }

    RelativePath path() {
        return (RelativePath) in.decodeStruct(null, RelativePath.TYPE_ID);
    }

    <T extends Isa95Structure> T structure(StructureCodec<T> type) {
        return type.decode(in.getEncodingContext(), in);
    }

    /** Never null: an array that is null on the wire is read as empty. */
    <T extends Isa95Structure> List<T> structures(StructureCodec<T> type) {
        int length = in.decodeInt32(null);
        if (length > MAX_ARRAY) {
            throw new UaSerializationException(
                    StatusCodes.Bad_EncodingLimitsExceeded,
                    type.name() + "[]: must have at most " + MAX_ARRAY + " entries, was " + length);
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            values.add(structure(type));
        }
        return values;
    }

    @Nullable
    String optionalString() {
        return optional(() -> in.decodeString(null));
    }

    @Nullable
    LocalizedText optionalText() {
        return optional(() -> in.decodeLocalizedText(null));
    }

    @Nullable
    List<LocalizedText> optionalTexts() {
        LocalizedText[] texts = optional(() -> in.decodeLocalizedTextArray(null));
        return texts == null ? null : List.of(texts);
    }

    @Nullable
    EUInformation optionalUnits() {
        return optional(() -> (EUInformation) in.decodeStruct(null, EUInformation.TYPE_ID));
    }

    @Nullable
    Instant optionalTime() {
        return optional(() -> in.decodeDateTime(null).getJavaInstant());
    }

    @Nullable
    Short optionalShort() {
        return optional(() -> in.decodeInt16(null));
    }

    <T extends Isa95Structure> @Nullable List<T> optionalStructures(StructureCodec<T> type) {
        return optional(() -> structures(type));
    }

    private <T> @Nullable T optional(Supplier<@Nullable T> read) {
        boolean present = ((mask >> nextBit) & 1) == 1;
        nextBit++;
        return present ? read.get() : null;
    }
}
