package io.lineside.simulator.opcua;

import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95Material;
import io.lineside.simulator.opcua.types.Isa95Parameter;
import io.lineside.simulator.opcua.types.Isa95Resource;
import io.lineside.simulator.opcua.types.Isa95WorkMaster;
import io.lineside.simulator.order.EquipmentRequirement;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.MaterialRequirement;
import io.lineside.simulator.order.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UNumber;
import org.jspecify.annotations.Nullable;

/** Job orders of the wire to those of the line and back. Thread-safe. */
final class OrderMapping {
    private static final Instant NO_TIME = DateTime.NULL_VALUE.getJavaInstant();

    private OrderMapping() {}

    /** The line's order; an order that no line could make is an {@link IllegalArgumentException} that says why. */
    static JobOrder fromWire(Isa95JobOrder order) {
        return new JobOrder(
                required("JobOrderID", order.jobOrderId()),
                firstText(order.description()),
                workMasterId(order.workMasterId()),
                time(order.startTime()),
                time(order.endTime()),
                order.priority() == null ? 0 : order.priority(),
                map(order.parameters(), OrderMapping::parameter),
                map(
                        order.equipment(),
                        entry -> new EquipmentRequirement(
                                required("EquipmentRequirements.ID", entry.id()), entry.use())),
                map(order.materials(), OrderMapping::material));
    }

    /** The order for the wire; what is empty is left out. */
    static Isa95JobOrder toWire(JobOrder order) {
        return new Isa95JobOrder(
                order.jobOrderId(),
                order.description().isEmpty() ? null : List.of(LocalizedText.english(order.description())),
                List.of(new Isa95WorkMaster(order.workMasterId(), null, null)),
                order.startTime(),
                order.endTime(),
                (short) order.priority(),
                unlessEmpty(map(order.parameters(), OrderMapping::parameter)),
                null,
                unlessEmpty(map(
                        order.equipment(),
                        entry -> new Isa95Resource(
                                Isa95Resource.Kind.EQUIPMENT, entry.id(), null, entry.use(), null, null, null))),
                null,
                unlessEmpty(map(order.materials(), OrderMapping::material)));
    }

    static Isa95Material material(MaterialRequirement material) {
        return new Isa95Material(
                null,
                material.definitionId(),
                material.lotId(),
                material.sublotId(),
                null,
                material.use(),
                material.quantity(),
                Units.unit(material.unit()),
                null);
    }

    private static MaterialRequirement material(Isa95Material material) {
        return new MaterialRequirement(
                material.definitionId(),
                material.lotId(),
                material.sublotId(),
                material.use(),
                material.quantity(),
                Units.code(material.units()));
    }

    private static Parameter parameter(Isa95Parameter parameter) {
        String id = required("JobOrderParameters.ID", parameter.id());
        return new Parameter(
                id,
                value(id, parameter.value()),
                Units.code(parameter.units()),
                map(parameter.subparameters(), OrderMapping::parameter));
    }

    static Isa95Parameter parameter(Parameter parameter) {
        return new Isa95Parameter(
                parameter.id(),
                Variant.of(parameter.value()),
                null,
                Units.unit(parameter.unit()),
                unlessEmpty(map(parameter.subparameters(), OrderMapping::parameter)));
    }

    // String, Int64, Double and Boolean stay what they are; other numbers are widened to them, all else is words.
    static Object value(String id, Variant variant) {
        Object value = variant.value();
        if (value instanceof LocalizedText text && text.text() != null) {
            return text.text();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof UNumber number && !(value instanceof ULong)) {
            return number.longValue();
        }
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        if (value == null) {
            throw new IllegalArgumentException("JobOrderParameters." + id + ".Value: must be given, was null");
        }
        return words(value);
    }

    /** What a line that makes pieces by words can do with an array or a structure. */
    private static String words(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(OrderMapping::words).collect(Collectors.joining(", "));
        }
        if (value instanceof ExtensionObject structure) {
            return "structure " + structure.getEncodingOrTypeId().toParseableString();
        }
        return value instanceof LocalizedText text ? String.valueOf(text.text()) : String.valueOf(value);
    }

    private static String workMasterId(@Nullable List<Isa95WorkMaster> workMasters) {
        if (workMasters == null || workMasters.isEmpty()) {
            throw new IllegalArgumentException("WorkMasterID: must have one entry, was missing");
        }
        return required("WorkMasterID.ID", workMasters.get(0).id());
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": must be given, was null");
        }
        return value;
    }

    private static String firstText(@Nullable List<LocalizedText> texts) {
        String text = texts == null || texts.isEmpty() ? null : texts.get(0).text();
        return text == null ? "" : text;
    }

    private static @Nullable Instant time(@Nullable Instant time) {
        return time == null || !time.isAfter(NO_TIME) ? null : time;
    }

    private static <A, B> List<B> map(@Nullable List<A> list, Function<A, B> map) {
        return list == null ? List.of() : list.stream().map(map).toList();
    }

    private static <T> @Nullable List<T> unlessEmpty(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
