package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.LinkFailure;
import io.lineside.connector.opcua.client.PlainWords;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import io.lineside.connector.opcua.security.StatusWords;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaServiceFaultException;

/** What a failed request proves: that nothing left, that the server refused it, or nothing at all. */
final class Failures {
    private Failures() {}

    static MethodAnswer toAnswer(Throwable failure, Duration waited) {
        Throwable cause = PlainWords.unwrap(failure);
        if (cause instanceof LinkFailure) {
            return new MethodAnswer.NotSent(Objects.requireNonNullElse(cause.getMessage(), ""));
        }
        if (cause instanceof UaServiceFaultException fault) {
            return new MethodAnswer.Fault(fault.getStatusCode());
        }
        if (cause instanceof UaException ua) {
            return ofLocal(ua, waited);
        }
        if (cause instanceof TimeoutException) {
            return new MethodAnswer.NoAnswer("no answer within " + waited);
        }
        return new MethodAnswer.NoAnswer("no answer that can be read: " + cause);
    }

    private static MethodAnswer ofLocal(UaException failure, Duration waited) {
        long code = failure.getStatusCode().value();
        if (code == StatusCodes.Bad_Timeout) {
            return new MethodAnswer.NoAnswer("no answer within " + waited);
        }
        // Said by Milo before the first chunk of a message above the server's own limit would leave.
        if (code == StatusCodes.Bad_RequestTooLarge) {
            return new MethodAnswer.Fault(failure.getStatusCode());
        }
        return new MethodAnswer.NoAnswer("no answer: " + StatusWords.of(failure.getStatusCode()));
    }
}
