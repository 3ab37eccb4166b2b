package io.lineside.simulator.opcua.types;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/** What a job makes, and how (ISA95WorkMasterDataType). Its description is one text, not an array. */
public record Isa95WorkMaster(
        @Nullable String id, @Nullable LocalizedText description, @Nullable List<Isa95Parameter> parameters)
        implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95WorkMaster> TYPE = new StructureCodec<>(
            "ISA95WorkMasterDataType",
            3007,
            5011,
            5013,
            5012,
            List.of(
                    StructureMember.string("ID"),
                    StructureMember.text("Description").orAbsent(),
                    StructureMember.arrayOf("Parameters", 3003).orAbsent()),
            Isa95WorkMaster.class,
            Isa95WorkMaster::write,
            Isa95WorkMaster::read);

    @Override
    public StructureCodec<Isa95WorkMaster> type() {
        return TYPE;
    }

    private static void write(Isa95WorkMaster workMaster, StructureWriter out) {
        out.string(workMaster.id);
        out.optionalText(workMaster.description);
        out.optionalStructures(workMaster.parameters);
    }

    private static Isa95WorkMaster read(StructureReader in) {
        return new Isa95WorkMaster(in.string(), in.optionalText(), in.optionalStructures(Isa95Parameter.TYPE));
    }
}
