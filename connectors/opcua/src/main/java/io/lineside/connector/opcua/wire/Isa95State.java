package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;

/**
 * ISA95StateDataType: one level of a job's state (OPC 10031-4 6.2.1).
 *
 * @param browsePath empty for the top level, otherwise the way to the sub-state machine
 */
public record Isa95State(RelativePath browsePath, LocalizedText stateText, UInteger stateNumber) {
    /** How it goes over the wire. */
    public static final Structure<Isa95State> STRUCTURE =
            new Structure<>("ISA95StateDataType", 3006, 5029, Isa95State::write, Isa95State::read);

    private void write(StructureWriter out) {
        out.path(browsePath);
        out.text(stateText);
        out.uint32(stateNumber);
    }

    private static Isa95State read(StructureReader in) {
        return new Isa95State(in.path(), in.text(), in.uint32());
    }
}
