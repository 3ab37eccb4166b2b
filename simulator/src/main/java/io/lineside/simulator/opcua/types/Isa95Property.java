package io.lineside.simulator.opcua.types;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/** A property of a resource or material (ISA95PropertyDataType). */
public record Isa95Property(
        @Nullable String id,
        Variant value,
        @Nullable List<LocalizedText> description,
        @Nullable EUInformation units,
        @Nullable List<Isa95Property> subproperties)
        implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95Property> TYPE = new StructureCodec<>(
            "ISA95PropertyDataType",
            3002,
            5002,
            5004,
            5003,
            List.of(
                    StructureMember.string("ID"),
                    StructureMember.of("Value", NodeIds.BaseDataType),
                    StructureMember.text("Description").many().orAbsent(),
                    StructureMember.units("EngineeringUnits"),
                    StructureMember.arrayOf("Subproperties", 3002).orAbsent()),
            Isa95Property.class,
            Isa95Property::write,
            Isa95Property::read);

    @Override
    public StructureCodec<Isa95Property> type() {
        return TYPE;
    }

    private static void write(Isa95Property property, StructureWriter out) {
        out.string(property.id);
        out.variant(property.value);
        out.optionalTexts(property.description);
        out.optionalUnits(property.units);
        out.optionalStructures(property.subproperties);
    }

    private static Isa95Property read(StructureReader in) {
        return new Isa95Property(
                in.string(), in.variant(), in.optionalTexts(), in.optionalUnits(), in.optionalStructures(TYPE));
    }
}
