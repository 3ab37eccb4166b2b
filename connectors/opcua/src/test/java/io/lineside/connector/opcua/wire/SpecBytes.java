package io.lineside.connector.opcua.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/**
 * A second reading of OPC 10000-6 5.2 (UA Binary), written from its tables alone and without any of Milo's encoders, so
 * that the codecs are checked against the specification and not against themselves.
 */
final class SpecBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Integers are little endian (5.2.2.2). */
    SpecBytes integer(long value, int size) {
        for (int i = 0; i < size; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    /** Int32 length, -1 for null, then UTF-8 (5.2.2.4). */
    SpecBytes string(@Nullable String value) {
        if (value == null) {
            return integer(-1, 4);
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        integer(utf8.length, 4);
        out.writeBytes(utf8);
        return this;
    }

    /** A mask of the two optional parts, then the parts (5.2.2.14). */
    SpecBytes localizedText(LocalizedText value) {
        integer((value.locale() == null ? 0 : 1) | (value.text() == null ? 0 : 2), 1);
        if (value.locale() != null) {
            string(value.locale());
        }
        if (value.text() != null) {
            string(value.text());
        }
        return this;
    }

    /** Int32 length, then the elements (5.2.5). */
    <T> SpecBytes array(List<T> values, Consumer<T> element) {
        integer(values.size(), 4);
        values.forEach(element);
        return this;
    }

    /** Type number of the built-in type, with 0x80 for an array, then the value (5.2.2.16). */
    SpecBytes variant(@Nullable Object value) {
        if (value == null) {
            return integer(0, 1);
        }
        if (value instanceof String[] strings) {
            integer(12 | 0x80, 1);
            return array(List.of(strings), this::string);
        }
        if (value instanceof Boolean flag) {
            return integer(1, 1).integer(flag ? 1 : 0, 1);
        }
        if (value instanceof Integer number) {
            return integer(6, 1).integer(number, 4);
        }
        if (value instanceof UInteger number) {
            return integer(7, 1).integer(number.longValue(), 4);
        }
        if (value instanceof Long number) {
            return integer(8, 1).integer(number, 8);
        }
        if (value instanceof Float number) {
            return integer(10, 1).integer(Float.floatToRawIntBits(number), 4);
        }
        if (value instanceof Double number) {
            return integer(11, 1).integer(Double.doubleToRawLongBits(number), 8);
        }
        if (value instanceof String text) {
            return integer(12, 1).string(text);
        }
        if (value instanceof DateTime time) {
            return integer(13, 1).integer(time.utcTime(), 8);
        }
        throw new IllegalArgumentException("no rule here for " + value.getClass());
    }

    /** OPC 10000-8 5.6.3: NamespaceUri, UnitId, DisplayName, Description. */
    SpecBytes unit(EUInformation unit) {
        return string(unit.getNamespaceUri())
                .integer(unit.getUnitId(), 4)
                .localizedText(unit.getDisplayName())
                .localizedText(unit.getDescription());
    }

    /** OPC 10000-4 7.30: ReferenceTypeId, IsInverse, IncludeSubtypes, TargetName. */
    SpecBytes pathElement(RelativePathElement element) {
        nodeId(element.getReferenceTypeId());
        integer(element.getIsInverse() ? 1 : 0, 1);
        integer(element.getIncludeSubtypes() ? 1 : 0, 1);
        integer(element.getTargetName().namespaceIndex().intValue(), 2);
        return string(element.getTargetName().name());
    }

    /** Two-byte form: only small numbers in namespace 0 (5.2.2.9). */
    private SpecBytes nodeId(NodeId id) {
        return integer(0, 1).integer(((UInteger) id.getIdentifier()).longValue(), 1);
    }
}
