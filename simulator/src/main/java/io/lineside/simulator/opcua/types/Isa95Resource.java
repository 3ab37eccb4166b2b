package io.lineside.simulator.opcua.types;

import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/**
 * Equipment, a physical asset or personnel: three data types of one shape.
 *
 * @param use what it is used for
 * @param quantity decimal string
 */
public record Isa95Resource(
        Kind kind,
        @Nullable String id,
        @Nullable List<LocalizedText> description,
        @Nullable String use,
        @Nullable String quantity,
        @Nullable EUInformation units,
        @Nullable List<Isa95Property> properties)
        implements Isa95Structure {
    /** Which of the three data types it is. */
    public enum Kind {
        /** ISA95EquipmentDataType. */
        EQUIPMENT,
        /** ISA95PhysicalAssetDataType. */
        PHYSICAL_ASSET,
        /** ISA95PersonnelDataType. */
        PERSONNEL
    }

    private static final BiConsumer<Isa95Resource, StructureWriter> WRITE = Isa95Resource::write;

    /** Ids, fields and codec of equipment. */
    public static final StructureCodec<Isa95Resource> EQUIPMENT = new StructureCodec<>(
            "ISA95EquipmentDataType",
            3005,
            5008,
            5010,
            5009,
            fields("EquipmentUse"),
            Isa95Resource.class,
            WRITE,
            in -> read(Kind.EQUIPMENT, in));

    /** Ids, fields and codec of a physical asset. */
    public static final StructureCodec<Isa95Resource> PHYSICAL_ASSET = new StructureCodec<>(
            "ISA95PhysicalAssetDataType",
            3012,
            5023,
            5025,
            5024,
            fields("PhysicalAssetUse"),
            Isa95Resource.class,
            WRITE,
            in -> read(Kind.PHYSICAL_ASSET, in));

    /** Ids, fields and codec of personnel. */
    public static final StructureCodec<Isa95Resource> PERSONNEL = new StructureCodec<>(
            "ISA95PersonnelDataType",
            3011,
            5020,
            5022,
            5021,
            fields("PersonnelUse"),
            Isa95Resource.class,
            WRITE,
            in -> read(Kind.PERSONNEL, in));

    @Override
    public StructureCodec<Isa95Resource> type() {
        return switch (kind) {
            case EQUIPMENT -> EQUIPMENT;
            case PHYSICAL_ASSET -> PHYSICAL_ASSET;
            case PERSONNEL -> PERSONNEL;
        };
    }

    private static List<StructureMember> fields(String use) {
        return List.of(
                StructureMember.string("ID"),
                StructureMember.text("Description").many().orAbsent(),
                StructureMember.string(use).orAbsent(),
                StructureMember.decimalString("Quantity"),
                StructureMember.units("EngineeringUnits"),
                StructureMember.arrayOf("Properties", 3002).orAbsent());
    }

    private static void write(Isa95Resource resource, StructureWriter out) {
        out.string(resource.id);
        out.optionalTexts(resource.description);
        out.optionalString(resource.use);
        out.optionalString(resource.quantity);
        out.optionalUnits(resource.units);
        out.optionalStructures(resource.properties);
    }

    private static Isa95Resource read(Kind kind, StructureReader in) {
        return new Isa95Resource(
                kind,
                in.string(),
                in.optionalTexts(),
                in.optionalString(),
                in.optionalString(),
                in.optionalUnits(),
                in.optionalStructures(Isa95Property.TYPE));
    }
}
