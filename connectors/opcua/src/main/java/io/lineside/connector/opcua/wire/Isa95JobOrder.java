package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/** ISA95JobOrderDataType: one run of one work master, as instructed (OPC 10031-4). */
public record Isa95JobOrder(
        @Nullable String jobOrderId,
        @Nullable List<LocalizedText> description,
        @Nullable List<Isa95WorkMaster> workMasterId,
        @Nullable DateTime startTime,
        @Nullable DateTime endTime,
        @Nullable Short priority,
        @Nullable List<Isa95Parameter> jobOrderParameters,
        @Nullable List<Isa95Resource> personnelRequirements,
        @Nullable List<Isa95Resource> equipmentRequirements,
        @Nullable List<Isa95Resource> physicalAssetRequirements,
        @Nullable List<Isa95Material> materialRequirements) {
    /** How it goes over the wire. */
    public static final Structure<Isa95JobOrder> STRUCTURE =
            new Structure<>("ISA95JobOrderDataType", 3008, 5014, Isa95JobOrder::write, Isa95JobOrder::read);

    /** Copies the lists. */
    public Isa95JobOrder {
        description = description == null ? null : List.copyOf(description);
        workMasterId = workMasterId == null ? null : List.copyOf(workMasterId);
        jobOrderParameters = jobOrderParameters == null ? null : List.copyOf(jobOrderParameters);
        personnelRequirements = personnelRequirements == null ? null : List.copyOf(personnelRequirements);
        equipmentRequirements = equipmentRequirements == null ? null : List.copyOf(equipmentRequirements);
        physicalAssetRequirements = physicalAssetRequirements == null ? null : List.copyOf(physicalAssetRequirements);
        materialRequirements = materialRequirements == null ? null : List.copyOf(materialRequirements);
    }

    private void write(StructureWriter out) {
        out.mask(
                description,
                workMasterId,
                startTime,
                endTime,
                priority,
                jobOrderParameters,
                personnelRequirements,
                equipmentRequirements,
                physicalAssetRequirements,
                materialRequirements);
        out.string(jobOrderId);
        out.optionalTexts(description);
        out.optionalStructs(Isa95WorkMaster.STRUCTURE, workMasterId);
        out.optionalTime(startTime);
        out.optionalTime(endTime);
        out.optionalInt16(priority);
        out.optionalStructs(Isa95Parameter.STRUCTURE, jobOrderParameters);
        out.optionalStructs(Isa95Resource.PERSONNEL, personnelRequirements);
        out.optionalStructs(Isa95Resource.EQUIPMENT, equipmentRequirements);
        out.optionalStructs(Isa95Resource.PHYSICAL_ASSET, physicalAssetRequirements);
        out.optionalStructs(Isa95Material.STRUCTURE, materialRequirements);
    }

    private static Isa95JobOrder read(StructureReader in) {
        var optional = in.mask(10);
        return new Isa95JobOrder(
                in.string(),
                optional.read(0, in::texts),
                optional.read(1, () -> in.structs(Isa95WorkMaster.STRUCTURE)),
                optional.read(2, in::time),
                optional.read(3, in::time),
                optional.read(4, in::int16),
                optional.read(5, () -> in.structs(Isa95Parameter.STRUCTURE)),
                optional.read(6, () -> in.structs(Isa95Resource.PERSONNEL)),
                optional.read(7, () -> in.structs(Isa95Resource.EQUIPMENT)),
                optional.read(8, () -> in.structs(Isa95Resource.PHYSICAL_ASSET)),
                optional.read(9, () -> in.structs(Isa95Material.STRUCTURE)));
    }
}
