package io.lineside.connector.opcua.client;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/**
 * Values of OPC UA as plain Java objects: unsigned numbers in the next larger type (UInt64 as {@link
 * java.math.BigInteger}), DateTime as {@link java.time.Instant}, ByteString as {@code byte[]}, LocalizedText as its
 * text, arrays as lists. What has no plain counterpart (structures, node ids, matrices) stays as Milo gives it.
 */
public final class PlainValues {
    private PlainValues() {}

    /** The plain value; null for an empty Variant. */
    public static @Nullable Object of(Variant variant) {
        return plain(variant.value());
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof UByte || value instanceof UShort) {
            return ((Number) value).intValue();
        }
        if (value instanceof UInteger number) {
            return number.longValue();
        }
        if (value instanceof ULong number) {
            return number.toBigInteger();
        }
        if (value instanceof DateTime time) {
            return time.getJavaInstant();
        }
        if (value instanceof ByteString bytes) {
            return bytes.bytes();
        }
        if (value instanceof LocalizedText text) {
            return text.text();
        }
        if (value instanceof Variant variant) {
            return of(variant);
        }
        return value != null && value.getClass().isArray() ? list(value) : value;
    }

    private static List<@Nullable Object> list(Object array) {
        var list = new ArrayList<@Nullable Object>();
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(plain(Array.get(array, i)));
        }
        return list;
    }
}
