package io.lineside.connector.opcua.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** What came of calling a method. */
public sealed interface MethodAnswer {
    /**
     * The server answered the call.
     *
     * @param outputs output arguments, ReturnStatus last (OPC 10031-4 6.2.2)
     * @param serverTime when the server sent its answer, by its own clock
     */
    record Answered(StatusCode status, List<Variant> outputs, Optional<Instant> serverTime) implements MethodAnswer {
        /** Copies the list. */
        public Answered {
            outputs = List.copyOf(outputs);
        }

        /** ReturnStatus: the last output argument, when it is a whole number. */
        public OptionalLong returnStatus() {
            if (outputs.isEmpty()) {
                return OptionalLong.empty();
            }
            Object last = outputs.get(outputs.size() - 1).value();
            return last instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
        }

        /** The output argument before ReturnStatus, or null. */
        public @Nullable Object result() {
            return outputs.size() < 2 ? null : outputs.get(0).value();
        }
    }

    /** The server refused the whole request with a service fault, before it looked at the method. */
    record Fault(StatusCode status) implements MethodAnswer {}

    /** Nothing left the gateway. */
    record NotSent(String reason) implements MethodAnswer {}

    /** The server does not have the method. */
    record NoSuchMethod(String method) implements MethodAnswer {}

    /** The request left, and nothing usable came back. */
    record NoAnswer(String waitedFor) implements MethodAnswer {}
}
