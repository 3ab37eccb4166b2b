package io.lineside.connector.opcua.mapping;

import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.ParameterValue.Decimal;
import io.lineside.model.job.ParameterValue.Flag;
import io.lineside.model.job.ParameterValue.Text;
import io.lineside.model.job.ParameterValue.Whole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * Puts values into the types of OPC UA without changing what they say: no rounding, no cutting off, no number read out of
 * a text.
 */
final class ExactConversion {
    /** A whole number type of OPC UA (OPC 10000-6 5.1.2) and its range. */
    private record WholeType(
            Class<?> java, String name, BigInteger least, BigInteger most, Function<BigInteger, Object> make) {
        static WholeType signed(Class<?> java, int bits, Function<BigInteger, Object> make) {
            BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
            return new WholeType(
                    java, bits == 8 ? "SByte" : "Int" + bits, half.negate(), half.subtract(BigInteger.ONE), make);
        }

        static WholeType unsigned(Class<?> java, int bits, Function<BigInteger, Object> make) {
            BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            return new WholeType(java, bits == 8 ? "Byte" : "UInt" + bits, BigInteger.ZERO, most, make);
        }

        Optional<Object> of(BigInteger number) {
            return number.compareTo(least) < 0 || number.compareTo(most) > 0
                    ? Optional.empty()
                    : Optional.of(make.apply(number));
        }
    }

    private static final List<WholeType> WHOLE_TYPES = List.of(
            WholeType.signed(Byte.class, 8, BigInteger::byteValueExact),
            WholeType.signed(Short.class, 16, BigInteger::shortValueExact),
            WholeType.signed(Integer.class, 32, BigInteger::intValueExact),
            WholeType.signed(Long.class, 64, BigInteger::longValueExact),
            WholeType.unsigned(UByte.class, 8, number -> UByte.valueOf(number.shortValueExact())),
            WholeType.unsigned(UShort.class, 16, number -> UShort.valueOf(number.intValueExact())),
            WholeType.unsigned(UInteger.class, 32, number -> UInteger.valueOf(number.longValueExact())),
            WholeType.unsigned(ULong.class, 64, ULong::valueOf));

    private ExactConversion() {}

    /** The value in the type of the example; empty where that would say something else. */
    static Optional<Object> to(Object example, ParameterValue value) {
        Optional<WholeType> whole = wholeType(example);
        if (whole.isPresent()) {
            return wholeNumber(value).flatMap(whole.get()::of);
        }
        if (example instanceof Double) {
            return number(value)
                    .map(BigDecimal::doubleValue)
                    .filter(d -> same(value, d.toString()))
                    .map(d -> d);
        }
        if (example instanceof Float) {
            return number(value)
                    .map(BigDecimal::floatValue)
                    .filter(f -> same(value, f.toString()))
                    .map(f -> f);
        }
        if (example instanceof Boolean) {
            return value instanceof Flag flag ? Optional.of(flag.value()) : Optional.empty();
        }
        return text(example, value);
    }

    /** The type of an example, with its range, as documents call it. */
    static String words(Object example) {
        return wholeType(example)
                .map(type -> type.name() + " (" + type.least() + " to " + type.most() + ")")
                .orElseGet(() -> example.getClass().getSimpleName());
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

    private static Optional<WholeType> wholeType(Object example) {
        return WHOLE_TYPES.stream()
                .filter(type -> type.java().isInstance(example))
                .findFirst();
    }

    private static Optional<BigDecimal> number(ParameterValue value) {
        if (value instanceof Whole whole) {
            return Optional.of(BigDecimal.valueOf(whole.value()));
        }
        return value instanceof Decimal decimal
                ? Optional.of(new BigDecimal(Double.toString(decimal.value())))
                : Optional.empty();
    }

    private static Optional<BigInteger> wholeNumber(ParameterValue value) {
        return number(value)
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::toBigInteger);
    }

    /** By the digits that a person reads: 0.045 stays 0.045 as a Float, 0.0451234567 does not stay what it was. */
    private static boolean same(ParameterValue value, String digits) {
        try {
            return number(value)
                    .filter(number -> number.compareTo(new BigDecimal(digits)) == 0)
                    .isPresent();
        } catch (NumberFormatException infinite) {
            return false;
        }
    }
}
