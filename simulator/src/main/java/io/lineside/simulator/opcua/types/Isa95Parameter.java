package io.lineside.simulator.opcua.types;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/** A setting of a job order, or a datum of a job response (ISA95ParameterDataType). */
public record Isa95Parameter(
        @Nullable String id,
        Variant value,
        @Nullable List<LocalizedText> description,
        @Nullable EUInformation units,
        @Nullable List<Isa95Parameter> subparameters)
        implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95Parameter> TYPE = new StructureCodec<>(
            "ISA95ParameterDataType",
            3003,
            5005,
            5007,
            5006,
            List.of(
                    StructureMember.string("ID"),
                    StructureMember.of("Value", NodeIds.BaseDataType),
                    StructureMember.text("Description").many().orAbsent(),
                    StructureMember.units("EngineeringUnits"),
                    StructureMember.arrayOf("Subparameters", 3003).orAbsent()),
            Isa95Parameter.class,
            Isa95Parameter::write,
            Isa95Parameter::read);

    @Override
    public StructureCodec<Isa95Parameter> type() {
        return TYPE;
    }

    private static void write(Isa95Parameter parameter, StructureWriter out) {
        out.string(parameter.id);
        out.variant(parameter.value);
        out.optionalTexts(parameter.description);
        out.optionalUnits(parameter.units);
        out.optionalStructures(parameter.subparameters);
    }

    private static Isa95Parameter read(StructureReader in) {
        return new Isa95Parameter(
                in.string(), in.variant(), in.optionalTexts(), in.optionalUnits(), in.optionalStructures(TYPE));
    }
}
