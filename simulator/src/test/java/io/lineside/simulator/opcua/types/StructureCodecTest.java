package io.lineside.simulator.opcua.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The binary form of the structures (OPC 10000-6 5.2, OPC 10031-4 7). */
class StructureCodecTest {
    private static final LocalizedText TEXT = new LocalizedText("en", "text");
    private static final EUInformation SECONDS =
            new EUInformation("urn:units", 1, new LocalizedText("en", "s"), LocalizedText.NULL_VALUE);
    private static final Instant TIME = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final Isa95Property PROPERTY = new Isa95Property(
            "P",
            Variant.ofDouble(1.5),
            List.of(TEXT),
            SECONDS,
            List.of(new Isa95Property("Q", Variant.ofString("x"), null, null, null)));
    private static final Isa95Parameter PARAMETER = new Isa95Parameter(
            "Dwell",
            Variant.ofInt64(11),
            List.of(TEXT),
            SECONDS,
            List.of(new Isa95Parameter("Sub", Variant.ofBoolean(true), null, null, null)));
    private static final Isa95Material MATERIAL =
            new Isa95Material("c", "d", "l", "s", List.of(TEXT), "Produced", "12", SECONDS, List.of(PROPERTY));
    private static final Isa95State TOP = new Isa95State(new RelativePath(new RelativePathElement[0]), TEXT, 3);
    private static final Isa95State SUB = new Isa95State(
            new RelativePath(new RelativePathElement[] {
                new RelativePathElement(
                        NodeIds.HasSubStateMachine, false, false, new QualifiedName(2, "EndedSubstates"))
            }),
            TEXT,
            1);
    private static final Isa95JobOrder SPARSE =
            new Isa95JobOrder("J", null, null, null, null, (short) 7, null, null, null, null, null);
    private static final Isa95JobOrder FULL = new Isa95JobOrder(
            "J-1",
            List.of(TEXT),
            List.of(new Isa95WorkMaster("glaze/1", TEXT, List.of(PARAMETER))),
            TIME,
            TIME.plusSeconds(60),
            (short) -3,
            List.of(PARAMETER),
            List.of(resource(Isa95Resource.Kind.PERSONNEL)),
            List.of(resource(Isa95Resource.Kind.EQUIPMENT)),
            List.of(resource(Isa95Resource.Kind.PHYSICAL_ASSET)),
            List.of(MATERIAL));

    static Stream<Isa95Structure> structures() {
        return Stream.of(
                PROPERTY,
                PARAMETER,
                MATERIAL,
                new Isa95Material(null, null, null, null, null, "Produced", null, null, null),
                resource(Isa95Resource.Kind.EQUIPMENT),
                new Isa95Resource(Isa95Resource.Kind.PERSONNEL, "e", null, null, "2", null, null),
                TOP,
                SUB,
                new Isa95WorkMaster("glaze/1", null, List.of(PARAMETER)),
                SPARSE,
                FULL,
                new Isa95JobOrder("J", null, null, null, TIME, null, List.of(PARAMETER), null, null, null, null),
                new Isa95JobResponse("R", null, "J", null, TIME, List.of(TOP, SUB), null, null, null, null, null),
                new Isa95JobResponse(
                        "R",
                        TEXT,
                        "J",
                        TIME,
                        TIME,
                        List.of(TOP),
                        List.of(PARAMETER),
                        List.of(resource(Isa95Resource.Kind.PERSONNEL)),
                        List.of(resource(Isa95Resource.Kind.EQUIPMENT)),
                        List.of(resource(Isa95Resource.Kind.PHYSICAL_ASSET)),
                        List.of(MATERIAL)),
                new Isa95JobOrderAndState(SPARSE, List.of(TOP, SUB)));
    }

    @ParameterizedTest
    @MethodSource("structures")
    void aStructureIsReadBackAsItWasWritten(Isa95Structure structure) {
        // When
        ByteBuf bytes = encode(structure);
        Object read = structure
                .type()
                .decode(
                        DefaultEncodingContext.INSTANCE,
                        new OpcUaBinaryDecoder(DefaultEncodingContext.INSTANCE).setBuffer(bytes));

        // Then
        assertThat(read).isEqualTo(structure);
        assertThat(bytes.readableBytes()).isZero();
    }

    // Written by hand: mask 0x10 is bit 4, Priority, among the optional fields; strings carry an Int32 length.
    @Test
    void aSparseJobOrderIsItsMaskItsIdAndWhatTheMaskNames() {
        assertThat(ByteBufUtil.hexDump(encode(SPARSE))).isEqualTo("10000000" + "01000000" + "4a" + "0700");
    }

    // Written by hand: mask 0x00; ID "Dwell"; Variant of type 11 (Double) 11.0.
    @Test
    void aPlainParameterIsAnEmptyMaskItsIdAndItsVariant() {
        Isa95Parameter dwell = new Isa95Parameter("Dwell", Variant.ofDouble(11.0), null, null, null);
        assertThat(ByteBufUtil.hexDump(encode(dwell)))
                .isEqualTo("00000000" + "05000000" + "4477656c6c" + "0b" + "0000000000002640");
    }

    // Written by hand: no mask; RelativePath of no elements; LocalizedText of mask 3, "en", "text"; UInt32 3.
    @Test
    void aStateHasNoMask() {
        assertThat(ByteBufUtil.hexDump(encode(TOP)))
                .isEqualTo("00000000" + "03" + "02000000" + "656e" + "04000000" + "74657874" + "03000000");
    }

    @Test
    void theElevenStructuresHaveIdsOfTheirOwn() {
        assertThat(Isa95Types.ALL).hasSize(11);
        assertThat(Isa95Types.ALL.stream()
                        .flatMap(type -> Stream.of(type.typeId(), type.binaryId(), type.jsonId(), type.xmlId())))
                .doesNotHaveDuplicates();
    }

    private static ByteBuf encode(Isa95Structure structure) {
        ByteBuf bytes = Unpooled.buffer();
        OpcUaBinaryEncoder encoder = new OpcUaBinaryEncoder(DefaultEncodingContext.INSTANCE).setBuffer(bytes);
        structure.type().encode(DefaultEncodingContext.INSTANCE, encoder, structure);
        return bytes;
    }

    private static Isa95Resource resource(Isa95Resource.Kind kind) {
        return new Isa95Resource(kind, "id", List.of(TEXT), "use", "1.5", SECONDS, List.of(PROPERTY));
    }
}
