package io.lineside.connector.opcua.conformance;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;

/** What a method gave back. */
record Answer(StatusCode status, List<Variant> outputs) {
    /** The last output of every method; a scalar UInt64. */
    long returnStatus() {
        if (outputs.isEmpty() || !(outputs.get(outputs.size() - 1).value() instanceof ULong number)) {
            throw new AssertionError("ReturnStatus must be a UInt64 and the last output, was " + outputs);
        }
        return number.longValue();
    }
}
