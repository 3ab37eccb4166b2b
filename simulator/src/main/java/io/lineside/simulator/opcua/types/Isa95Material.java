package io.lineside.simulator.opcua.types;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/**
 * Material consumed or produced (ISA95MaterialDataType); every field is optional.
 *
 * @param quantity decimal string
 */
public record Isa95Material(
        @Nullable String classId,
        @Nullable String definitionId,
        @Nullable String lotId,
        @Nullable String sublotId,
        @Nullable List<LocalizedText> description,
        @Nullable String use,
        @Nullable String quantity,
        @Nullable EUInformation units,
        @Nullable List<Isa95Property> properties)
        implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95Material> TYPE = new StructureCodec<>(
            "ISA95MaterialDataType",
            3010,
            5017,
            5019,
            5018,
            List.of(
                    StructureMember.string("MaterialClassID").orAbsent(),
                    StructureMember.string("MaterialDefinitionID").orAbsent(),
                    StructureMember.string("MaterialLotID").orAbsent(),
                    StructureMember.string("MaterialSublotID").orAbsent(),
                    StructureMember.text("Description").many().orAbsent(),
                    StructureMember.string("MaterialUse").orAbsent(),
                    StructureMember.decimalString("Quantity"),
                    StructureMember.units("EngineeringUnits"),
                    StructureMember.arrayOf("Properties", 3002).orAbsent()),
            Isa95Material.class,
            Isa95Material::write,
            Isa95Material::read);

    @Override
    public StructureCodec<Isa95Material> type() {
        return TYPE;
    }

    private static void write(Isa95Material material, StructureWriter out) {
        out.optionalString(material.classId);
        out.optionalString(material.definitionId);
        out.optionalString(material.lotId);
        out.optionalString(material.sublotId);
        out.optionalTexts(material.description);
        out.optionalString(material.use);
        out.optionalString(material.quantity);
        out.optionalUnits(material.units);
        out.optionalStructures(material.properties);
    }

    private static Isa95Material read(StructureReader in) {
        return new Isa95Material(
                in.optionalString(),
                in.optionalString(),
                in.optionalString(),
                in.optionalString(),
                in.optionalTexts(),
                in.optionalString(),
                in.optionalString(),
                in.optionalUnits(),
                in.optionalStructures(Isa95Property.TYPE));
    }
}
