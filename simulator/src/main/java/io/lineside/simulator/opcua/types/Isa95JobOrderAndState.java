package io.lineside.simulator.opcua.types;

import java.util.List;

/** A job order and its states (ISA95JobOrderAndStateDataType). */
public record Isa95JobOrderAndState(Isa95JobOrder jobOrder, List<Isa95State> state) implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95JobOrderAndState> TYPE = new StructureCodec<>(
            "ISA95JobOrderAndStateDataType",
            3015,
            5032,
            5034,
            5033,
            List.of(StructureMember.one("JobOrder", 3008), StructureMember.arrayOf("State", 3006)),
            Isa95JobOrderAndState.class,
            Isa95JobOrderAndState::write,
            Isa95JobOrderAndState::read);

    @Override
    public StructureCodec<Isa95JobOrderAndState> type() {
        return TYPE;
    }

    private static void write(Isa95JobOrderAndState entry, StructureWriter out) {
        out.structure(entry.jobOrder);
        out.structures(entry.state);
    }

    private static Isa95JobOrderAndState read(StructureReader in) {
        return new Isa95JobOrderAndState(in.structure(Isa95JobOrder.TYPE), in.structures(Isa95State.TYPE));
    }
}
