package io.lineside.connector.mqtt.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes job orders (ISA95JobOrderDataType); empty optional members are left out. Thread-safe. */
final class JobOrderWriter {
    ObjectNode write(JobOrder order) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("JobOrderID", order.id().value());
        if (!order.description().isEmpty()) {
            json.putArray("Description").addObject().put("Text", order.description());
        }
        json.putArray("WorkMasterID").addObject().put("ID", order.workMasterId().value());
        order.startTime().ifPresent(time -> json.put("StartTime", time.toString()));
        order.endTime().ifPresent(time -> json.put("EndTime", time.toString()));
        json.put("Priority", order.priority());
        array(json, "JobOrderParameters", order.parameters(), this::parameter);
        array(json, "PersonnelRequirements", order.personnel(), (to, r) -> resource(to, "PersonnelUse", r));
        array(json, "EquipmentRequirements", order.equipment(), (to, r) -> resource(to, "EquipmentUse", r));
        array(
                json,
                "PhysicalAssetRequirements",
                order.physicalAssets(),
                (to, r) -> resource(to, "PhysicalAssetUse", r));
        array(json, "MaterialRequirements", order.materials(), this::material);
        return json;
    }

    private <T> void array(ObjectNode json, String name, List<T> entries, BiConsumer<ObjectNode, T> writer) {
        if (!entries.isEmpty()) {
            var array = json.putArray(name);
            entries.forEach(entry -> writer.accept(array.addObject(), entry));
        }
    }

    private void parameter(ObjectNode json, JobParameter parameter) {
        json.put("ID", parameter.id());
        value(json, parameter.value());
        optional(json, "EngineeringUnits", parameter.engineeringUnits());
        array(json, "Subparameters", parameter.subparameters(), this::parameter);
    }

    private void value(ObjectNode json, ParameterValue value) {
        if (value instanceof ParameterValue.Text text) {
            json.put("Value", text.value());
        } else if (value instanceof ParameterValue.Whole whole) {
            json.put("Value", whole.value());
        } else if (value instanceof ParameterValue.Decimal decimal) {
            json.put("Value", decimal.value()); // Java writes every double with a fraction
        } else if (value instanceof ParameterValue.Flag flag) {
            json.put("Value", flag.value());
        }
    }

    private void resource(ObjectNode json, String useName, Resource resource) {
        json.put("ID", resource.id());
        optional(json, useName, resource.use());
        optional(json, "Quantity", plain(resource.quantity()));
        optional(json, "EngineeringUnits", resource.engineeringUnits());
    }

    private void material(ObjectNode json, Material material) {
        optional(json, "MaterialDefinitionID", material.definitionId());
        optional(json, "MaterialLotID", material.lotId());
        optional(json, "MaterialSublotID", material.sublotId());
        json.put("MaterialUse", material.use().text());
        optional(json, "Quantity", plain(material.quantity()));
        optional(json, "EngineeringUnits", material.engineeringUnits());
    }

    private static @Nullable String plain(@Nullable BigDecimal quantity) {
        return quantity == null ? null : quantity.toPlainString();
    }

    private static void optional(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
