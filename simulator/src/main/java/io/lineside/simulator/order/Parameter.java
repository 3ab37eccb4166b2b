package io.lineside.simulator.order;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a job order (OPC 10031-4 ISA95ParameterDataType).
 *
 * @param value a String, Long, Double or Boolean, exactly as the line received it
 * @param unit unit of measure, or null when none was given
 */
public record Parameter(String id, Object value, @Nullable String unit, List<Parameter> subparameters) {
    /** Refuses a value of any other type, naming the parameter. */
    public Parameter {
        Objects.requireNonNull(id, "JobOrderParameters: every entry needs an ID");
        if (!(value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean)) {
            throw new IllegalArgumentException("JobOrderParameters." + id + ".Value: must be text, a whole number of "
                    + "64 bits, a Double or a Boolean, was " + typeName(value));
        }
        subparameters = List.copyOf(subparameters);
    }

    /** A parameter with neither unit nor subparameters. */
    public static Parameter of(String id, Object value) {
        return new Parameter(id, value, null, List.of());
    }

    /** The same parameter with a value that is a little off: text and a question mark, one more, the opposite. */
    public Parameter other() {
        return new Parameter(
                id,
                off(value),
                unit,
                subparameters.stream().map(Parameter::other).toList());
    }

    private static Object off(Object value) {
        if (value instanceof Double number) {
            return number + 1;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        return value instanceof Boolean truth ? (Object) !truth : value + "?";
    }

    private static String typeName(@Nullable Object value) {
        return value == null ? "nothing" : value.getClass().getSimpleName();
    }
}
