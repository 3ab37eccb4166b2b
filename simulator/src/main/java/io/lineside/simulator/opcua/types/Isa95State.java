package io.lineside.simulator.opcua.types;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;

/**
 * One state of a job (ISA95StateDataType).
 *
 * @param browsePath without elements for the top level, else the way to the substate machine
 */
public record Isa95State(RelativePath browsePath, LocalizedText stateText, long stateNumber) implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95State> TYPE = new StructureCodec<>(
            "ISA95StateDataType",
            3006,
            5029,
            5031,
            5030,
            List.of(
                    StructureMember.of("BrowsePath", NodeIds.RelativePath),
                    StructureMember.text("StateText"),
                    StructureMember.of("StateNumber", NodeIds.UInt32)),
            Isa95State.class,
            Isa95State::write,
            Isa95State::read);

    /** Whether this is the job's top-level state. */
    public boolean isTopLevel() {
        return browsePath.getElements() == null || browsePath.getElements().length == 0;
    }

    @Override
    public StructureCodec<Isa95State> type() {
        return TYPE;
    }

    private static void write(Isa95State state, StructureWriter out) {
        out.path(state.browsePath);
        out.text(state.stateText);
        out.number(state.stateNumber);
    }

    private static Isa95State read(StructureReader in) {
        return new Isa95State(in.path(), in.text(), in.number());
    }
}
