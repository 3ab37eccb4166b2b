package io.lineside.connector.opcua.wire;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/** The field tables of OPC 10031-4 V2's eleven structures, a second time: field by field, optional ones in brackets. */
final class SpecLayouts {
    private SpecLayouts() {}

    static SpecBytes property(SpecBytes out, Isa95Property value) {
        out.integer(mask(value.description(), value.engineeringUnits(), value.subproperties()), 4);
        out.string(value.id()).variant(value.value().value());
        optionalArray(out, value.description(), SpecBytes::localizedText);
        optional(value.engineeringUnits(), out::unit);
        return optionalArray(out, value.subproperties(), SpecLayouts::property);
    }

    static SpecBytes parameter(SpecBytes out, Isa95Parameter value) {
        out.integer(mask(value.description(), value.engineeringUnits(), value.subparameters()), 4);
        out.string(value.id()).variant(value.value().value());
        optionalArray(out, value.description(), SpecBytes::localizedText);
        optional(value.engineeringUnits(), out::unit);
        return optionalArray(out, value.subparameters(), SpecLayouts::parameter);
    }

    static SpecBytes resource(SpecBytes out, Isa95Resource value) {
        out.integer(
                mask(value.description(), value.use(), value.quantity(), value.engineeringUnits(), value.properties()),
                4);
        out.string(value.id());
        optionalArray(out, value.description(), SpecBytes::localizedText);
        optional(value.use(), out::string);
        optional(value.quantity(), out::string);
        optional(value.engineeringUnits(), out::unit);
        return optionalArray(out, value.properties(), SpecLayouts::property);
    }

    static SpecBytes state(SpecBytes out, Isa95State value) {
        RelativePathElement[] path = value.browsePath().getElements();
        if (path == null) {
            out.integer(-1, 4);
        } else {
            out.array(List.of(path), out::pathElement);
        }
        return out.localizedText(value.stateText()).integer(value.stateNumber().longValue(), 4);
    }

    static SpecBytes workMaster(SpecBytes out, Isa95WorkMaster value) {
        out.integer(mask(value.description(), value.parameters()), 4).string(value.id());
        optional(value.description(), out::localizedText);
        return optionalArray(out, value.parameters(), SpecLayouts::parameter);
    }

    static SpecBytes material(SpecBytes out, Isa95Material value) {
        out.integer(
                mask(
                        value.materialClassId(),
                        value.materialDefinitionId(),
                        value.materialLotId(),
                        value.materialSublotId(),
                        value.description(),
                        value.materialUse(),
                        value.quantity(),
                        value.engineeringUnits(),
                        value.properties()),
                4);
        optional(value.materialClassId(), out::string);
        optional(value.materialDefinitionId(), out::string);
        optional(value.materialLotId(), out::string);
        optional(value.materialSublotId(), out::string);
        optionalArray(out, value.description(), SpecBytes::localizedText);
        optional(value.materialUse(), out::string);
        optional(value.quantity(), out::string);
        optional(value.engineeringUnits(), out::unit);
        return optionalArray(out, value.properties(), SpecLayouts::property);
    }

    static SpecBytes jobOrder(SpecBytes out, Isa95JobOrder value) {
        out.integer(
                mask(
                        value.description(),
                        value.workMasterId(),
                        value.startTime(),
                        value.endTime(),
                        value.priority(),
                        value.jobOrderParameters(),
                        value.personnelRequirements(),
                        value.equipmentRequirements(),
                        value.physicalAssetRequirements(),
                        value.materialRequirements()),
                4);
        out.string(value.jobOrderId());
        optionalArray(out, value.description(), SpecBytes::localizedText);
        optionalArray(out, value.workMasterId(), SpecLayouts::workMaster);
        optionalTime(out, value.startTime());
        optionalTime(out, value.endTime());
        optional(value.priority(), priority -> out.integer(priority, 2));
        optionalArray(out, value.jobOrderParameters(), SpecLayouts::parameter);
        optionalArray(out, value.personnelRequirements(), SpecLayouts::resource);
        optionalArray(out, value.equipmentRequirements(), SpecLayouts::resource);
        optionalArray(out, value.physicalAssetRequirements(), SpecLayouts::resource);
        return optionalArray(out, value.materialRequirements(), SpecLayouts::material);
    }

    static SpecBytes jobResponse(SpecBytes out, Isa95JobResponse value) {
        out.integer(
                mask(
                        value.description(),
                        value.startTime(),
                        value.endTime(),
                        value.jobResponseData(),
                        value.personnelActuals(),
                        value.equipmentActuals(),
                        value.physicalAssetActuals(),
                        value.materialActuals()),
                4);
        out.string(value.jobResponseId());
        optional(value.description(), out::localizedText);
        out.string(value.jobOrderId());
        optionalTime(out, value.startTime());
        optionalTime(out, value.endTime());
        out.array(value.jobState(), state -> state(out, state));
        optionalArray(out, value.jobResponseData(), SpecLayouts::parameter);
        optionalArray(out, value.personnelActuals(), SpecLayouts::resource);
        optionalArray(out, value.equipmentActuals(), SpecLayouts::resource);
        optionalArray(out, value.physicalAssetActuals(), SpecLayouts::resource);
        return optionalArray(out, value.materialActuals(), SpecLayouts::material);
    }

    static SpecBytes jobOrderAndState(SpecBytes out, Isa95JobOrderAndState value) {
        jobOrder(out, value.jobOrder());
        return out.array(value.state(), state -> state(out, state));
    }

    private static long mask(@Nullable Object... optionalFields) {
        long mask = 0;
        for (int bit = 0; bit < optionalFields.length; bit++) {
            mask += optionalFields[bit] == null ? 0 : 1L << bit;
        }
        return mask;
    }

    private static <T> void optional(@Nullable T value, Consumer<T> write) {
        if (value != null) {
            write.accept(Objects.requireNonNull(value));
        }
    }

    private static void optionalTime(SpecBytes out, @Nullable DateTime value) {
        optional(value, time -> out.integer(time.utcTime(), 8));
    }

    private static <T> SpecBytes optionalArray(
            SpecBytes out, @Nullable List<T> values, BiConsumer<SpecBytes, T> element) {
        return values == null ? out : out.array(values, value -> element.accept(out, value));
    }
}
