package io.lineside.connector.opcua.client;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/**
 * What a variable or argument takes, and how a Java value becomes just that: exactly, or not at all. Only a float is
 * rounded to the nearest, because almost no decimal fraction has an exact one.
 *
 * @param type null where the server leaves it open; the value then goes as the type that Java gives it
 */
public record ValueType(@Nullable OpcUaDataType type) {
    private static final int STANDARD_BUILTINS = 25;
    private static final int BASE_DATA_TYPE = 24;

    /**
     * The type of a variable.
     *
     * @param dataType its DataType attribute
     * @param now its value, which tells the built-in type where the DataType is a subtype of one
     */
    public static ValueType of(@Nullable NodeId dataType, Variant now) {
        if (dataType != null
                && dataType.getNamespaceIndex().intValue() == 0
                && dataType.getIdentifier() instanceof UInteger id
                && id.intValue() <= STANDARD_BUILTINS
                && id.intValue() != BASE_DATA_TYPE) {
            return new ValueType(OpcUaDataType.fromTypeId(id.intValue()));
        }
        return new ValueType(now.getDataType().orElse(null));
    }

    /**
     * The value as this type.
     *
     * @throws IllegalArgumentException with the value, its type and what is allowed
     */
    public Variant variant(@Nullable Object value) {
        if (value instanceof Variant ready) {
            return ready;
        }
        if (value instanceof Matrix || value == null) {
            return new Variant(value);
        }
        if (value instanceof Collection<?> many) {
            return array(many.toArray());
        }
        if (value.getClass().isArray() && !(value instanceof byte[])) {
            return array(IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> Array.get(value, i))
                    .toArray());
        }
        return new Variant(scalar(value));
    }

    private Variant array(Object[] values) {
        List<Object> converted = IntStream.range(0, values.length)
                .mapToObj(i -> scalar(values[i]))
                .toList();
        Class<?> element = type == null
                ? converted.stream().findFirst().<Class<?>>map(Object::getClass).orElse(Variant.class)
                : type.getBackingClass();
        Object array = Array.newInstance(element, converted.size());
        for (int i = 0; i < converted.size(); i++) {
            if (!element.isInstance(converted.get(i))) {
                throw new IllegalArgumentException("all elements of an array must be of one type, were " + converted);
            }
            Array.set(array, i, converted.get(i));
        }
        return new Variant(array);
    }

    private Object scalar(Object value) {
        try {
            return type == null ? natural(value) : as(type, value);
        } catch (ArithmeticException | NumberFormatException | DateTimeParseException unfit) {
            throw refused(value);
        }
    }

    private Object as(OpcUaDataType wanted, Object value) {
        if (wanted.getBackingClass().isInstance(value)) {
            return value;
        }
        return switch (wanted) {
            case Boolean -> flag(value);
            case SByte -> whole(value).byteValueExact();
            case Byte -> UByte.valueOf(within(whole(value), bits(wanted)).shortValue());
            case Int16 -> whole(value).shortValueExact();
            case UInt16 -> UShort.valueOf(within(whole(value), bits(wanted)).intValue());
            case Int32 -> whole(value).intValueExact();
            case UInt32 -> UInteger.valueOf(within(whole(value), bits(wanted)).longValue());
            case Int64 -> whole(value).longValueExact();
            case UInt64 -> ULong.valueOf(within(whole(value), bits(wanted)));
            case Float -> finite(number(value).floatValue(), value);
            case Double -> finite(number(value).doubleValue(), value);
            case String -> text(value);
            case DateTime -> time(value);
            case Guid -> UUID.fromString(text(value));
            case ByteString -> bytes(value);
            case LocalizedText -> LocalizedText.english(text(value));
            case NodeId -> NodeId.parse(text(value));
            case Variant -> new Variant(natural(value));
            default -> throw refused(value);
        };
    }

    private static Object natural(Object value) {
        if (value instanceof Instant || value instanceof Date) {
            return time(value);
        }
        if (value instanceof byte[] bytes) {
            return ByteString.of(bytes);
        }
        if (OpcUaDataType.getBuiltinTypeId(value.getClass()) > 0) {
            return value;
        }
        throw new IllegalArgumentException(
                "must be of a type that OPC UA has, was " + value.getClass().getName());
    }

    private Object flag(Object value) {
        String text = String.valueOf(value);
        if (text.equals("true") || text.equals("false")) {
            return java.lang.Boolean.valueOf(text);
        }
        throw refused(value);
    }

    private BigDecimal number(Object value) {
        if (value instanceof Number || value instanceof CharSequence) {
            return new BigDecimal(value.toString());
        }
        throw refused(value);
    }

    private BigInteger whole(Object value) {
        return number(value).toBigIntegerExact();
    }

    private static BigInteger within(BigInteger value, int bits) {
        if (value.signum() < 0 || value.bitLength() > bits) {
            throw new ArithmeticException(value + " does not fit " + bits + " bits without a sign");
        }
        return value;
    }

    private <N extends Number> N finite(N number, Object value) {
        if (java.lang.Double.isInfinite(number.doubleValue())) {
            throw refused(value);
        }
        return number;
    }

    private String text(Object value) {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw refused(value);
    }

    private static DateTime time(Object value) {
        if (value instanceof Date date) {
            return new DateTime(date);
        }
        return new DateTime(value instanceof Instant instant ? instant : Instant.parse(String.valueOf(value)));
    }

    private Object bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteString.of(bytes);
        }
        throw refused(value);
    }

    /** The type, with the range of a whole number (OPC 10000-6 5.1.2), as documents call it. */
    public String words() {
        if (type == null) {
            return "any type";
        }
        boolean signed = type == OpcUaDataType.SByte || type.name().startsWith("I");
        int bits = bits(type) - (signed ? 1 : 0);
        if (bits < 0) {
            return type.name();
        }
        BigInteger beyond = BigInteger.ONE.shiftLeft(bits);
        return type + " (" + (signed ? beyond.negate() : BigInteger.ZERO) + " to " + beyond.subtract(BigInteger.ONE)
                + ")";
    }

    private static int bits(OpcUaDataType type) {
        return switch (type) {
            case SByte, Byte -> 8;
            case Int16, UInt16 -> 16;
            case Int32, UInt32 -> 32;
            case Int64, UInt64 -> 64;
            default -> -1;
        };
    }

    private IllegalArgumentException refused(Object value) {
        return new IllegalArgumentException("must fit " + words() + ", was '" + value + "' ("
                + value.getClass().getSimpleName() + ")");
    }
}
