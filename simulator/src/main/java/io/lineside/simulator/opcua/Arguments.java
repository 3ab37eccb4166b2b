package io.lineside.simulator.opcua;

import io.lineside.simulator.opcua.types.Isa95Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, unpacked on demand. */
final class Arguments {
    private final MethodSignature signature;
    private final Variant[] given;

    Arguments(MethodSignature signature, Variant[] given) {
        this.signature = signature;
        this.given = given.clone();
    }

    /** A text; null is read as empty. */
    String string(int index) throws WrongTypeException {
        Object value = given[index].value();
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw wrong(index);
    }

    <T extends Isa95Structure> T structure(int index, Class<T> type, EncodingContext context)
            throws WrongTypeException {
        return type.cast(structure(index, given[index].value(), type, context));
    }

    /** An array of structures; null is read as empty. */
    <T extends Isa95Structure> List<T> structures(int index, Class<T> type, EncodingContext context)
            throws WrongTypeException {
        Object value = given[index].value();
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Object[] entries)) {
            throw wrong(index);
        }
        List<T> list = new ArrayList<>();
        for (Object entry : entries) {
            list.add(type.cast(structure(index, entry, type, context)));
        }
        return list;
    }

    private Object structure(int index, @Nullable Object value, Class<?> type, EncodingContext context)
            throws WrongTypeException {
        try {
            Object decoded = value instanceof ExtensionObject packed ? packed.decode(context) : value;
            if (type.isInstance(decoded)) {
                return decoded;
            }
        } catch (UaSerializationException e) {
            // Not to be read is as wrong as another type.
        }
        throw wrong(index);
    }

    private WrongTypeException wrong(int index) {
        return new WrongTypeException(signature, index);
    }

    /** An argument of another type than the method declares. */
    static final class WrongTypeException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int index;
        private final int count;

        WrongTypeException(MethodSignature signature, int index) {
            super(signature.name() + ": argument "
                    + signature.inputs().get(index).name() + " has the wrong type");
            this.index = index;
            this.count = signature.inputs().size();
        }

        /** One result per argument, Bad_TypeMismatch for the wrong one. */
        StatusCode[] results() {
            StatusCode[] results = new StatusCode[count];
            Arrays.fill(results, StatusCode.GOOD);
            results[index] = new StatusCode(StatusCodes.Bad_TypeMismatch);
            return results;
        }
    }
}
