package io.lineside.simulator.opcua.types;

import java.time.Instant;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A job order (ISA95JobOrderDataType).
 *
 * @param priority higher goes first
 */
public record Isa95JobOrder(
        @Nullable String jobOrderId,
        @Nullable List<LocalizedText> description,
        @Nullable List<Isa95WorkMaster> workMasterId,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Short priority,
        @Nullable List<Isa95Parameter> parameters,
        @Nullable List<Isa95Resource> personnel,
        @Nullable List<Isa95Resource> equipment,
        @Nullable List<Isa95Resource> physicalAssets,
        @Nullable List<Isa95Material> materials)
        implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95JobOrder> TYPE = new StructureCodec<>(
            "ISA95JobOrderDataType",
            3008,
            5014,
            5016,
            5015,
            List.of(
                    StructureMember.string("JobOrderID"),
                    StructureMember.text("Description").many().orAbsent(),
                    StructureMember.arrayOf("WorkMasterID", 3007).orAbsent(),
                    StructureMember.dateTime("StartTime"),
                    StructureMember.dateTime("EndTime"),
                    StructureMember.of("Priority", NodeIds.Int16).orAbsent(),
                    StructureMember.arrayOf("JobOrderParameters", 3003).orAbsent(),
                    StructureMember.arrayOf("PersonnelRequirements", 3011).orAbsent(),
                    StructureMember.arrayOf("EquipmentRequirements", 3005).orAbsent(),
                    StructureMember.arrayOf("PhysicalAssetRequirements", 3012).orAbsent(),
                    StructureMember.arrayOf("MaterialRequirements", 3010).orAbsent()),
            Isa95JobOrder.class,
            Isa95JobOrder::write,
            Isa95JobOrder::read);

    @Override
    public StructureCodec<Isa95JobOrder> type() {
        return TYPE;
    }

    private static void write(Isa95JobOrder order, StructureWriter out) {
        out.string(order.jobOrderId);
        out.optionalTexts(order.description);
        out.optionalStructures(order.workMasterId);
        out.optionalTime(order.startTime);
        out.optionalTime(order.endTime);
        out.optionalShort(order.priority);
        out.optionalStructures(order.parameters);
        out.optionalStructures(order.personnel);
        out.optionalStructures(order.equipment);
        out.optionalStructures(order.physicalAssets);
        out.optionalStructures(order.materials);
    }

    private static Isa95JobOrder read(StructureReader in) {
        return new Isa95JobOrder(
                in.string(),
                in.optionalTexts(),
                in.optionalStructures(Isa95WorkMaster.TYPE),
                in.optionalTime(),
                in.optionalTime(),
                in.optionalShort(),
                in.optionalStructures(Isa95Parameter.TYPE),
                in.optionalStructures(Isa95Resource.PERSONNEL),
                in.optionalStructures(Isa95Resource.EQUIPMENT),
                in.optionalStructures(Isa95Resource.PHYSICAL_ASSET),
                in.optionalStructures(Isa95Material.TYPE));
    }
}
