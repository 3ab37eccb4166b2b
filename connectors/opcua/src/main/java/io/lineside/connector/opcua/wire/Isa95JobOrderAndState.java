package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;

/** ISA95JobOrderAndStateDataType: an entry of JobOrderList (OPC 10031-4). */
public record Isa95JobOrderAndState(Isa95JobOrder jobOrder, List<Isa95State> state) {
    /** How it goes over the wire. */
    public static final Structure<Isa95JobOrderAndState> STRUCTURE = new Structure<>(
            "ISA95JobOrderAndStateDataType", 3015, 5032, Isa95JobOrderAndState::write, Isa95JobOrderAndState::read);

    /** Copies the lists. */
    public Isa95JobOrderAndState {
        state = List.copyOf(state);
    }

    private void write(StructureWriter out) {
        out.struct(Isa95JobOrder.STRUCTURE, jobOrder);
        out.structs(Isa95State.STRUCTURE, state);
    }

    private static Isa95JobOrderAndState read(StructureReader in) {
        return new Isa95JobOrderAndState(in.struct(Isa95JobOrder.STRUCTURE), in.structs(Isa95State.STRUCTURE));
    }
}
