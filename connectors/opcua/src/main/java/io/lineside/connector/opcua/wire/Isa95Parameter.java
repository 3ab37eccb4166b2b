package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/** ISA95ParameterDataType: a named value of a job order, job response or work master (OPC 10031-4). */
public record Isa95Parameter(
        @Nullable String id,
        Variant value,
        @Nullable List<LocalizedText> description,
        @Nullable EUInformation engineeringUnits,
        @Nullable List<Isa95Parameter> subparameters) {
    /** How it goes over the wire. */
    public static final Structure<Isa95Parameter> STRUCTURE =
            new Structure<>("ISA95ParameterDataType", 3003, 5005, Isa95Parameter::write, Isa95Parameter::read);

    /** Copies the lists. */
    public Isa95Parameter {
        description = description == null ? null : List.copyOf(description);
        subparameters = subparameters == null ? null : List.copyOf(subparameters);
    }

    private void write(StructureWriter out) {
        out.mask(description, engineeringUnits, subparameters);
        out.string(id);
        out.variant(value);
        out.optionalTexts(description);
        out.optionalUnit(engineeringUnits);
        out.optionalStructs(STRUCTURE, subparameters);
    }

    private static Isa95Parameter read(StructureReader in) {
        var optional = in.mask(3);
        return new Isa95Parameter(
                in.string(),
                in.variant(),
                optional.read(0, in::texts),
                optional.read(1, in::unit),
                optional.read(2, () -> in.structs(STRUCTURE)));
    }
}
