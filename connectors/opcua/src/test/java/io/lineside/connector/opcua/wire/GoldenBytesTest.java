package io.lineside.connector.opcua.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.UnreadableStructureException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.junit.jupiter.api.Test;

/** Messages written out by hand, byte by byte, from the tables of OPC 10000-6 and OPC 10031-4. */
final class GoldenBytesTest {
    private static final int NAMESPACE = 3;

    private static final String SPARSE_ORDER = "30000000" // EncodingMask: bit 4 Priority, bit 5 JobOrderParameters
            + "02000000 4131" // JobOrderID "A1"
            + "0500" // Priority 5
            + "01000000" // one parameter
            + "00000000" // its EncodingMask: no optional field
            + "01000000 43" // ID "C"
            + "0C 01000000 78"; // Value: String "x"

    private static final String RUNNING_RESPONSE = "80000000" // EncodingMask: bit 7 MaterialActuals
            + "FFFFFFFF" // JobResponseID null
            + "02000000 4131" // JobOrderID "A1"
            + "01000000" // one state
            + "FFFFFFFF" // BrowsePath without elements: the top level
            + "02 07000000 52756E6E696E67" // StateText "Running", no locale
            + "03000000" // StateNumber 3
            + "01000000" // one material
            + "60000000" // its EncodingMask: bit 5 MaterialUse, bit 6 Quantity
            + "08000000 50726F6475636564" // MaterialUse "Produced"
            + "01000000 32"; // Quantity "2"

    private static final Isa95JobOrder ORDER = new Isa95JobOrder(
            "A1",
            null,
            null,
            null,
            null,
            (short) 5,
            List.of(new Isa95Parameter("C", new Variant("x"), null, null, null)),
            null,
            null,
            null,
            null);

    private static final Isa95JobResponse RESPONSE = new Isa95JobResponse(
            null,
            null,
            "A1",
            null,
            null,
            List.of(new Isa95State(new RelativePath(null), new LocalizedText(null, "Running"), UInteger.valueOf(3))),
            null,
            null,
            null,
            null,
            List.of(new Isa95Material(null, null, null, null, null, "Produced", "2", null, null)));

    @Test
    void sparseJobOrderIsWrittenAsTheSpecificationSays() {
        assertThat(encode(Isa95JobOrder.STRUCTURE, ORDER)).isEqualTo(bytes(SPARSE_ORDER));
    }

    @Test
    void sparseJobOrderIsReadAsTheSpecificationSays() {
        assertThat(decode(Isa95JobOrder.STRUCTURE, 5014, SPARSE_ORDER)).isEqualTo(ORDER);
    }

    @Test
    void runningResponseIsWrittenAsTheSpecificationSays() {
        assertThat(encode(Isa95JobResponse.STRUCTURE, RESPONSE)).isEqualTo(bytes(RUNNING_RESPONSE));
    }

    @Test
    void runningResponseIsReadAsTheSpecificationSays() {
        assertThat(decode(Isa95JobResponse.STRUCTURE, 5026, RUNNING_RESPONSE)).isEqualTo(RESPONSE);
    }

    @Test
    void unknownOptionalFieldIsRefused() {
        // Given: bit 10, which no version of ISA95JobOrderDataType defines.
        String message = "00040000" + "02000000 4131";
        // Then
        assertThatThrownBy(() -> decode(Isa95JobOrder.STRUCTURE, 5014, message))
                .isInstanceOf(UnreadableStructureException.class)
                .hasMessageContaining("0x400");
    }

    @Test
    void truncatedMessageIsRefused() {
        assertThatThrownBy(() ->
                        decode(Isa95JobOrder.STRUCTURE, 5014, SPARSE_ORDER.substring(0, SPARSE_ORDER.length() - 2)))
                .isInstanceOf(UnreadableStructureException.class)
                .hasMessageContaining("ISA95JobOrderDataType");
    }

    @Test
    void leftOverBytesAreRefused() {
        assertThatThrownBy(() -> decode(Isa95JobOrder.STRUCTURE, 5014, SPARSE_ORDER + "00"))
                .isInstanceOf(UnreadableStructureException.class)
                .hasMessageContaining("1 bytes are left over");
    }

    @Test
    void hugeArrayLengthIsRefusedWithoutTakingTheMemory() {
        // Given: a response that claims two thousand million states.
        String message = "00000000" + "FFFFFFFF" + "02000000 4131" + "FFFFFF7F";
        // Then
        assertThatThrownBy(() -> decode(Isa95JobResponse.STRUCTURE, 5026, message))
                .isInstanceOf(UnreadableStructureException.class);
    }

    @Test
    void bottomlessNestingIsRefused() {
        // Given: a parameter in a parameter in a parameter ..., each with mask bit 2, null id and null value.
        String message = ("04000000" + "FFFFFFFF" + "00" + "01000000").repeat(100_000);
        // Then
        assertThatThrownBy(() -> decode(Isa95Parameter.STRUCTURE, 5005, message))
                .isInstanceOf(UnreadableStructureException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void structureOfAnotherTypeIsRefusedByName() {
        assertThatThrownBy(() -> decode(Isa95JobResponse.STRUCTURE, 5014, SPARSE_ORDER))
                .isInstanceOf(UnreadableStructureException.class)
                .hasMessageContaining("ISA95JobResponseDataType expected")
                .hasMessageContaining("ns=3;i=5014");
    }

    private static <T> byte[] encode(Structure<T> type, T value) {
        return ((ByteString) type.encode(value, DefaultEncodingContext.INSTANCE, NAMESPACE)
                        .getBody())
                .bytesOrEmpty();
    }

    private static <T> T decode(Structure<T> type, int encodingId, String hex) {
        return type.decode(
                ExtensionObject.of(ByteString.of(bytes(hex)), new NodeId(NAMESPACE, encodingId)),
                DefaultEncodingContext.INSTANCE,
                NAMESPACE);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
