package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.OutputInformation;
import io.lineside.model.job.MaterialUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.jspecify.annotations.Nullable;

/**
 * The things that a line says it made, as OPC 40001-3 has them in the response's data, as materials with lot and serial
 * number. Without a quantity: how many were made is said elsewhere, and must not be counted twice.
 *
 * @param namespaceIndex of OPC 40001-3 in this session
 */
public record MachineryOutputs(int namespaceIndex, EncodingContext context) {
    /** The same response with its outputs also among MaterialActuals. */
    public Isa95JobResponse unfold(Isa95JobResponse response) {
        List<Isa95Material> outputs = outputs(response.jobResponseData());
        if (outputs.isEmpty()) {
            return response;
        }
        var materials = new ArrayList<Isa95Material>(
                Objects.requireNonNullElse(response.materialActuals(), List.<Isa95Material>of()));
        materials.addAll(outputs);
        return new Isa95JobResponse(
                response.jobResponseId(),
                response.description(),
                response.jobOrderId(),
                response.startTime(),
                response.endTime(),
                response.jobState(),
                response.jobResponseData(),
                response.personnelActuals(),
                response.equipmentActuals(),
                response.physicalAssetActuals(),
                materials);
    }

    private List<Isa95Material> outputs(@Nullable List<Isa95Parameter> data) {
        var outputs = new ArrayList<Isa95Material>();
        if (data != null) {
            for (Isa95Parameter parameter : data) {
                Object value = parameter.value().value();
                Object[] all = value instanceof Object[] array ? array : new @Nullable Object[] {value};
                for (Object one : all) {
                    if (one instanceof ExtensionObject) {
                        add(one, outputs);
                    }
                }
            }
        }
        return outputs;
    }

    /** Other structures are none of our business, and stay in the data. */
    private void add(Object structure, List<Isa95Material> outputs) {
        OutputInformation made;
        try {
            made = OutputInformation.STRUCTURE.decode(structure, context, namespaceIndex);
        } catch (UnreadableStructureException another) {
            return;
        }
        outputs.add(new Isa95Material(
                null,
                made.itemNumber(),
                made.lotNumber(),
                made.serialNumber(),
                null,
                MaterialUse.PRODUCED.text(),
                null,
                null,
                null));
    }
}
