package io.lineside.simulator.opcua.types;

import java.time.Instant;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/** How a job stands (ISA95JobResponseDataType). Its description is one text, not an array. */
public record Isa95JobResponse(
        @Nullable String jobResponseId,
        @Nullable LocalizedText description,
        @Nullable String jobOrderId,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        List<Isa95State> jobState,
        @Nullable List<Isa95Parameter> data,
        @Nullable List<Isa95Resource> personnel,
        @Nullable List<Isa95Resource> equipment,
        @Nullable List<Isa95Resource> physicalAssets,
        @Nullable List<Isa95Material> materials)
        implements Isa95Structure {
    /** Ids, fields and codec. */
    public static final StructureCodec<Isa95JobResponse> TYPE = new StructureCodec<>(
            "ISA95JobResponseDataType",
            3013,
            5026,
            5028,
            5027,
            List.of(
                    StructureMember.string("JobResponseID"),
                    StructureMember.text("Description").orAbsent(),
                    StructureMember.string("JobOrderID"),
                    StructureMember.dateTime("StartTime"),
                    StructureMember.dateTime("EndTime"),
                    StructureMember.arrayOf("JobState", 3006),
                    StructureMember.arrayOf("JobResponseData", 3003).orAbsent(),
                    StructureMember.arrayOf("PersonnelActuals", 3011).orAbsent(),
                    StructureMember.arrayOf("EquipmentActuals", 3005).orAbsent(),
                    StructureMember.arrayOf("PhysicalAssetActuals", 3012).orAbsent(),
                    StructureMember.arrayOf("MaterialActuals", 3010).orAbsent()),
            Isa95JobResponse.class,
            Isa95JobResponse::write,
            Isa95JobResponse::read);

    @Override
    public StructureCodec<Isa95JobResponse> type() {
        return TYPE;
    }

    private static void write(Isa95JobResponse response, StructureWriter out) {
        out.string(response.jobResponseId);
        out.optionalText(response.description);
        out.string(response.jobOrderId);
        out.optionalTime(response.startTime);
        out.optionalTime(response.endTime);
        out.structures(response.jobState);
        out.optionalStructures(response.data);
        out.optionalStructures(response.personnel);
        out.optionalStructures(response.equipment);
        out.optionalStructures(response.physicalAssets);
        out.optionalStructures(response.materials);
    }

    private static Isa95JobResponse read(StructureReader in) {
        return new Isa95JobResponse(
                in.string(),
                in.optionalText(),
                in.string(),
                in.optionalTime(),
                in.optionalTime(),
                in.structures(Isa95State.TYPE),
                in.optionalStructures(Isa95Parameter.TYPE),
                in.optionalStructures(Isa95Resource.PERSONNEL),
                in.optionalStructures(Isa95Resource.EQUIPMENT),
                in.optionalStructures(Isa95Resource.PHYSICAL_ASSET),
                in.optionalStructures(Isa95Material.TYPE));
    }
}
