package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/**
 * ISA95MaterialDataType: a material needed or made; every field is optional (OPC 10031-4).
 *
 * @param quantity DecimalString
 */
public record Isa95Material(
        @Nullable String materialClassId,
        @Nullable String materialDefinitionId,
        @Nullable String materialLotId,
        @Nullable String materialSublotId,
        @Nullable List<LocalizedText> description,
        @Nullable String materialUse,
        @Nullable String quantity,
        @Nullable EUInformation engineeringUnits,
        @Nullable List<Isa95Property> properties) {
    /** How it goes over the wire. */
    public static final Structure<Isa95Material> STRUCTURE =
            new Structure<>("ISA95MaterialDataType", 3010, 5017, Isa95Material::write, Isa95Material::read);

    /** Copies the lists. */
    public Isa95Material {
        description = description == null ? null : List.copyOf(description);
        properties = properties == null ? null : List.copyOf(properties);
    }

    private void write(StructureWriter out) {
        out.mask(
                materialClassId,
                materialDefinitionId,
                materialLotId,
                materialSublotId,
                description,
                materialUse,
                quantity,
                engineeringUnits,
                properties);
        out.optionalString(materialClassId);
        out.optionalString(materialDefinitionId);
        out.optionalString(materialLotId);
        out.optionalString(materialSublotId);
        out.optionalTexts(description);
        out.optionalString(materialUse);
        out.optionalString(quantity);
        out.optionalUnit(engineeringUnits);
        out.optionalStructs(Isa95Property.STRUCTURE, properties);
    }

    private static Isa95Material read(StructureReader in) {
        var optional = in.mask(9);
        return new Isa95Material(
                optional.read(0, in::string),
                optional.read(1, in::string),
                optional.read(2, in::string),
                optional.read(3, in::string),
                optional.read(4, in::texts),
                optional.read(5, in::string),
                optional.read(6, in::string),
                optional.read(7, in::unit),
                optional.read(8, () -> in.structs(Isa95Property.STRUCTURE)));
    }
}
