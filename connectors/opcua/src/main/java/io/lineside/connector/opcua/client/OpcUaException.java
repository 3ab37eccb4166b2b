package io.lineside.connector.opcua.client;

import io.lineside.connector.opcua.security.StatusWords;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** Something with an OPC UA server failed; the message says what and where in words for a technician. */
public final class OpcUaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Long status;

    /** A failure without a status code of the server's. */
    public OpcUaException(String message) {
        super(message);
        status = null;
    }

    /** A failure that the server, or the protocol stack, stated by this status. */
    public OpcUaException(String message, StatusCode status) {
        super(message + ": " + StatusWords.of(status));
        this.status = status.value();
    }

    private OpcUaException(String message, Throwable cause, @Nullable StatusCode status) {
        super(message, cause);
        this.status = status == null ? null : status.value();
    }

    /** A failure of the protocol stack, told in these words, with its status where it has one. */
    static OpcUaException of(String words, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OpcUaException told) {
                return told;
            }
            if (cause instanceof UaException ua) {
                return new OpcUaException(words, failure, ua.getStatusCode());
            }
        }
        return new OpcUaException(words, failure, null);
    }

    /** The status code, where there is one. */
    public Optional<StatusCode> status() {
        return Optional.ofNullable(status).map(StatusCode::new);
    }
}
