package io.lineside.simulator.opcua.tags;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.lineside.simulator.plant.TagType;
import java.math.BigDecimal;
import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** The types of tags, with what a tag holds after a start without memory. */
// What the fields hold is immutable: an id, a boxed value, a method.
@SuppressWarnings("ImmutableEnumChecker")
enum TagKind {
    BOOLEAN(NodeIds.Boolean, false, Boolean::valueOf),
    INT16(NodeIds.Int16, (short) 0, Short::valueOf),
    INT32(NodeIds.Int32, 0, Integer::valueOf),
    INT64(NodeIds.Int64, 0L, Long::valueOf),
    FLOAT(NodeIds.Float, 0f, Float::valueOf),
    DOUBLE(NodeIds.Double, 0d, Double::valueOf),
    STRING(NodeIds.String, "", text -> text),
    UINT16(NodeIds.UInt16, ushort(0), UShort::valueOf),
    UINT32(NodeIds.UInt32, uint(0), UInteger::valueOf);

    private final NodeId dataType;
    private final Object initial;
    private final Function<String, Object> parse;

    TagKind(NodeId dataType, Object initial, Function<String, Object> parse) {
        this.dataType = dataType;
        this.initial = initial;
        this.parse = parse;
    }

    static TagKind of(TagType type) {
        return valueOf(type.name());
    }

    NodeId dataType() {
        return dataType;
    }

    Object initial() {
        return initial;
    }

    /** The value of a text that {@link Object#toString} made. */
    Object parse(String text) {
        return parse.apply(text);
    }

    /** Another value of the type than the one given: what a lying PLC shows. */
    Object lie(Object value) {
        if (value instanceof Boolean truth) {
            return !truth;
        }
        if (value instanceof String text) {
            return text + "?";
        }
        BigDecimal number = new BigDecimal(value.toString());
        BigDecimal step = number.signum() > 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        return parse(number.add(step).toPlainString());
    }
}
