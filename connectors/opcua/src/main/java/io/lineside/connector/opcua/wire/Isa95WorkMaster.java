package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/** ISA95WorkMasterDataType: the recipe that a job order runs (OPC 10031-4). */
public record Isa95WorkMaster(
        @Nullable String id, @Nullable LocalizedText description, @Nullable List<Isa95Parameter> parameters) {
    /** How it goes over the wire. */
    public static final Structure<Isa95WorkMaster> STRUCTURE =
            new Structure<>("ISA95WorkMasterDataType", 3007, 5011, Isa95WorkMaster::write, Isa95WorkMaster::read);

    /** Copies the lists. */
    public Isa95WorkMaster {
        parameters = parameters == null ? null : List.copyOf(parameters);
    }

    private void write(StructureWriter out) {
        out.mask(description, parameters);
        out.string(id);
        out.optionalText(description);
        out.optionalStructs(Isa95Parameter.STRUCTURE, parameters);
    }

    private static Isa95WorkMaster read(StructureReader in) {
        var optional = in.mask(2);
        return new Isa95WorkMaster(
                in.string(), optional.read(0, in::text), optional.read(1, () -> in.structs(Isa95Parameter.STRUCTURE)));
    }
}
