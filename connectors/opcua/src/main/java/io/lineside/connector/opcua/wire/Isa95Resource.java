package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/**
 * ISA95EquipmentDataType, ISA95PhysicalAssetDataType and ISA95PersonnelDataType, which have the same shape (OPC 10031-4).
 *
 * @param use EquipmentUse, PhysicalAssetUse or PersonnelUse
 * @param quantity DecimalString
 */
public record Isa95Resource(
        @Nullable String id,
        @Nullable List<LocalizedText> description,
        @Nullable String use,
        @Nullable String quantity,
        @Nullable EUInformation engineeringUnits,
        @Nullable List<Isa95Property> properties) {
    /** ISA95EquipmentDataType. */
    public static final Structure<Isa95Resource> EQUIPMENT =
            new Structure<>("ISA95EquipmentDataType", 3005, 5008, Isa95Resource::write, Isa95Resource::read);

    /** ISA95PhysicalAssetDataType. */
    public static final Structure<Isa95Resource> PHYSICAL_ASSET =
            new Structure<>("ISA95PhysicalAssetDataType", 3012, 5023, Isa95Resource::write, Isa95Resource::read);

    /** ISA95PersonnelDataType. */
    public static final Structure<Isa95Resource> PERSONNEL =
            new Structure<>("ISA95PersonnelDataType", 3011, 5020, Isa95Resource::write, Isa95Resource::read);

    /** Copies the lists. */
    public Isa95Resource {
        description = description == null ? null : List.copyOf(description);
        properties = properties == null ? null : List.copyOf(properties);
    }

    private void write(StructureWriter out) {
        out.mask(description, use, quantity, engineeringUnits, properties);
        out.string(id);
        out.optionalTexts(description);
        out.optionalString(use);
        out.optionalString(quantity);
        out.optionalUnit(engineeringUnits);
        out.optionalStructs(Isa95Property.STRUCTURE, properties);
    }

    private static Isa95Resource read(StructureReader in) {
        var optional = in.mask(5);
        return new Isa95Resource(
                in.string(),
                optional.read(0, in::texts),
                optional.read(1, in::string),
                optional.read(2, in::string),
                optional.read(3, in::unit),
                optional.read(4, () -> in.structs(Isa95Property.STRUCTURE)));
    }
}
