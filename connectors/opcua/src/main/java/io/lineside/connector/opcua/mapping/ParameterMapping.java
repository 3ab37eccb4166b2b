package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.ParameterValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.jspecify.annotations.Nullable;

/** Job parameters as ISA95ParameterDataType, and back. */
final class ParameterMapping {
    private static final BigInteger LARGEST_WHOLE = BigInteger.valueOf(Long.MAX_VALUE);

    private ParameterMapping() {}

    /** Absent where there is none, as an optional field is on the wire. */
    static @Nullable List<Isa95Parameter> toWire(List<JobParameter> parameters, ParameterTypes types) {
        return parameters.isEmpty()
                ? null
                : parameters.stream().map(parameter -> toWire(parameter, types)).toList();
    }

    /** Leaves out what has no name: nothing could ask for it. */
    static List<JobParameter> fromWire(@Nullable List<Isa95Parameter> parameters) {
        return parameters == null
                ? List.of()
                : parameters.stream()
                        .filter(p -> p.id() != null
                                && !Objects.requireNonNull(p.id()).isBlank())
                        .map(ParameterMapping::fromWire)
                        .toList();
    }

    private static Isa95Parameter toWire(JobParameter parameter, ParameterTypes types) {
        return new Isa95Parameter(
                parameter.id(),
                new Variant(types.typed(parameter)),
                null,
                UnitCodes.unit(parameter.engineeringUnits()),
                toWire(parameter.subparameters(), types.parts(parameter.id())));
    }

    private static JobParameter fromWire(Isa95Parameter parameter) {
        return new JobParameter(
                Objects.requireNonNull(parameter.id()),
                value(Objects.requireNonNull(parameter.id()), parameter.value().value()),
                UnitCodes.code(parameter.engineeringUnits()),
                fromWire(parameter.subparameters()));
    }

    /** As {@link #value(Object)}; the texts of a key of OPC 40001-3 as they are in orders: one, or several with commas. */
    private static ParameterValue value(String id, @Nullable Object value) {
        return MachineryJobKeys.isTexts(id) && value instanceof String[] texts
                ? new ParameterValue.Text(String.join(", ", texts))
                : value(value);
    }

    /** Whole and decimal numbers and flags as what they are, everything else as text that a person can read. */
    static ParameterValue value(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return new ParameterValue.Flag(flag);
        }
        if (value instanceof Float || value instanceof Double) {
            return decimal((Number) value);
        }
        if (value instanceof ULong number && number.toBigInteger().compareTo(LARGEST_WHOLE) > 0) {
            return new ParameterValue.Text(number.toString());
        }
        if (value instanceof Number number) {
            return new ParameterValue.Whole(number.longValue());
        }
        return new ParameterValue.Text(text(value));
    }

    // Through its text: 1.1 as a Float stays 1.1 and does not become 1.100000023841858.
    private static ParameterValue decimal(Number value) {
        return Double.isFinite(value.doubleValue())
                ? new ParameterValue.Decimal(Double.parseDouble(value.toString()))
                : new ParameterValue.Text(value.toString());
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof LocalizedText localized) {
            return Objects.requireNonNullElse(localized.text(), "");
        }
        if (value instanceof DateTime time) {
            return time.getJavaInstant().toString();
        }
        if (value instanceof ExtensionObject structure) {
            return "structure with encoding " + structure.getEncodingOrTypeId().toParseableString();
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(ParameterMapping::text).toList().toString();
        }
        return value.toString();
    }
}
