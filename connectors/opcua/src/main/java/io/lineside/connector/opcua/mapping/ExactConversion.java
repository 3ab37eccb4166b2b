package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.client.ValueType;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.ParameterValue.Decimal;
import io.lineside.model.job.ParameterValue.Flag;
import io.lineside.model.job.ParameterValue.Text;
import io.lineside.model.job.ParameterValue.Whole;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;

/**
 * Puts the values of an order into the types of OPC UA without changing what they say: beyond {@link ValueType}, no
 * rounding of a float and no number read out of a text.
 */
final class ExactConversion {
    private ExactConversion() {}

    /** The value in the type of the example; empty where that would say something else. */
    static Optional<Object> to(Object example, ParameterValue value) {
        if (example instanceof Number) {
            return number(value).flatMap(number -> exact(type(example), number));
        }
        if (example instanceof Boolean) {
            return value instanceof Flag flag ? Optional.of(flag.value()) : Optional.empty();
        }
        return text(example, value);
    }

    /** The type of an example, with its range, as documents call it. */
    static String words(Object example) {
        ValueType type = type(example);
        return type.type() == null ? example.getClass().getSimpleName() : type.words();
    }

    private static ValueType type(Object example) {
        return new ValueType(OpcUaDataType.fromBackingClass(example.getClass()));
    }

    /** By the digits that a person reads: 0.045 stays 0.045 as a Float, 0.0451234567 does not stay what it was. */
    private static Optional<Object> exact(ValueType type, BigDecimal number) {
        try {
            return Optional.ofNullable(type.variant(number).value())
                    .filter(converted -> new BigDecimal(converted.toString()).compareTo(number) == 0);
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static Optional<Object> text(Object example, ParameterValue value) {
        if (!(value instanceof Text text)) {
            return example instanceof String
                            || example instanceof LocalizedText
                            || example.getClass().isArray()
                    ? Optional.empty()
                    : Optional.of(value.plain());
        }
        if (example instanceof LocalizedText) {
            return Optional.of(new LocalizedText(null, text.value()));
        }
        if (example instanceof String[]) {
            return Optional.of(new String[] {text.value()});
        }
        if (example instanceof LocalizedText[]) {
            return Optional.of(new LocalizedText[] {new LocalizedText(null, text.value())});
        }
        return example instanceof String ? Optional.of(text.value()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(ParameterValue value) {
        if (value instanceof Whole whole) {
            return Optional.of(BigDecimal.valueOf(whole.value()));
        }
        return value instanceof Decimal decimal ? Optional.of(BigDecimal.valueOf(decimal.value())) : Optional.empty();
    }
}
