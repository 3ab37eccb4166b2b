package io.lineside.connector.opcua.wire;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.StructureReader;
import io.lineside.connector.opcua.binary.StructureWriter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/** ISA95JobResponseDataType: what a line reports about a job (OPC 10031-4). */
public record Isa95JobResponse(
        @Nullable String jobResponseId,
        @Nullable LocalizedText description,
        @Nullable String jobOrderId,
        @Nullable DateTime startTime,
        @Nullable DateTime endTime,
        List<Isa95State> jobState,
        @Nullable List<Isa95Parameter> jobResponseData,
        @Nullable List<Isa95Resource> personnelActuals,
        @Nullable List<Isa95Resource> equipmentActuals,
        @Nullable List<Isa95Resource> physicalAssetActuals,
        @Nullable List<Isa95Material> materialActuals) {
    /** How it goes over the wire. */
    public static final Structure<Isa95JobResponse> STRUCTURE =
            new Structure<>("ISA95JobResponseDataType", 3013, 5026, Isa95JobResponse::write, Isa95JobResponse::read);

    /** Copies the lists. */
    public Isa95JobResponse {
        jobState = List.copyOf(jobState);
        jobResponseData = jobResponseData == null ? null : List.copyOf(jobResponseData);
        personnelActuals = personnelActuals == null ? null : List.copyOf(personnelActuals);
        equipmentActuals = equipmentActuals == null ? null : List.copyOf(equipmentActuals);
        physicalAssetActuals = physicalAssetActuals == null ? null : List.copyOf(physicalAssetActuals);
        materialActuals = materialActuals == null ? null : List.copyOf(materialActuals);
    }

    private void write(StructureWriter out) {
        out.mask(
                description,
                startTime,
                endTime,
                jobResponseData,
                personnelActuals,
                equipmentActuals,
                physicalAssetActuals,
                materialActuals);
        out.string(jobResponseId);
        out.optionalText(description);
        out.string(jobOrderId);
        out.optionalTime(startTime);
        out.optionalTime(endTime);
        out.structs(Isa95State.STRUCTURE, jobState);
        out.optionalStructs(Isa95Parameter.STRUCTURE, jobResponseData);
        out.optionalStructs(Isa95Resource.PERSONNEL, personnelActuals);
        out.optionalStructs(Isa95Resource.EQUIPMENT, equipmentActuals);
        out.optionalStructs(Isa95Resource.PHYSICAL_ASSET, physicalAssetActuals);
        out.optionalStructs(Isa95Material.STRUCTURE, materialActuals);
    }

    private static Isa95JobResponse read(StructureReader in) {
        var optional = in.mask(8);
        return new Isa95JobResponse(
                in.string(),
                optional.read(0, in::text),
                in.string(),
                optional.read(1, in::time),
                optional.read(2, in::time),
                in.structs(Isa95State.STRUCTURE),
                optional.read(3, () -> in.structs(Isa95Parameter.STRUCTURE)),
                optional.read(4, () -> in.structs(Isa95Resource.PERSONNEL)),
                optional.read(5, () -> in.structs(Isa95Resource.EQUIPMENT)),
                optional.read(6, () -> in.structs(Isa95Resource.PHYSICAL_ASSET)),
                optional.read(7, () -> in.structs(Isa95Material.STRUCTURE)));
    }
}
