package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/** ISA95PropertyDataType: a named property of a resource or material (OPC 10031-4). */
public record Isa95Property(
        @Nullable String id,
        Variant value,
        @Nullable List<LocalizedText> description,
        @Nullable EUInformation engineeringUnits,
        @Nullable List<Isa95Property> subproperties) {
    /** How it goes over the wire. */
    public static final Structure<Isa95Property> STRUCTURE =
            new Structure<>("ISA95PropertyDataType", 3002, 5002, Isa95Property::write, Isa95Property::read);

    /** Copies the lists. */
    public Isa95Property {
        description = description == null ? null : List.copyOf(description);
        subproperties = subproperties == null ? null : List.copyOf(subproperties);
    }

    private void write(StructureWriter out) {
        out.mask(description, engineeringUnits, subproperties);
        out.string(id);
        out.variant(value);
        out.optionalTexts(description);
        out.optionalUnit(engineeringUnits);
        out.optionalStructs(STRUCTURE, subproperties);
    }

    private static Isa95Property read(StructureReader in) {
        var optional = in.mask(3);
        return new Isa95Property(
                in.string(),
                in.variant(),
                optional.read(0, in::texts),
                optional.read(1, in::unit),
                optional.read(2, () -> in.structs(STRUCTURE)));
    }
}
