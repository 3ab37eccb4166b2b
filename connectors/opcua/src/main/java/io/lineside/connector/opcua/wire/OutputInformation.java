package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.jspecify.annotations.Nullable;

/**
 * OutputInformationDataType: names one thing that a job made (OPC 40001-3).
 *
 * @param outputInfo which of the numbers identify it: bit 0 order, bit 1 lot, bit 2 serial number
 */
public record OutputInformation(
        @Nullable String itemNumber,
        UByte outputInfo,
        @Nullable String orderNumber,
        @Nullable String lotNumber,
        @Nullable String serialNumber) {
    /** How it goes over the wire; its ids are in the namespace of OPC 40001-3. */
    public static final Structure<OutputInformation> STRUCTURE =
            new Structure<>("OutputInformationDataType", 3012, 5003, OutputInformation::write, OutputInformation::read);

    private void write(StructureWriter out) {
        out.mask(orderNumber, lotNumber, serialNumber);
        out.string(itemNumber);
        out.uint8(outputInfo);
        out.optionalString(orderNumber);
        out.optionalString(lotNumber);
        out.optionalString(serialNumber);
    }

    private static OutputInformation read(StructureReader in) {
        var optional = in.mask(3);
        return new OutputInformation(
                in.string(),
                in.uint8(),
                optional.read(0, in::string),
                optional.read(1, in::string),
                optional.read(2, in::string));
    }
}
