package io.lineside.connector.opcua.client;

import io.lineside.connector.opcua.security.SecurityFailure;
import io.lineside.connector.opcua.security.StatusWords;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** Why something with a server failed, in words for a technician. */
public final class PlainWords {
    private static final Map<Long, String> CAUSES = Map.of(
            StatusCodes.Bad_Timeout, "did not answer in time",
            StatusCodes.Bad_ConnectionRejected, "refuses connections: is the server running, and on this port?",
            StatusCodes.Bad_ConnectionClosed, "closed the connection",
            StatusCodes.Bad_TcpEndpointUrlInvalid, "does not know this path: compare it with the server's endpoint URL",
            StatusCodes.Bad_TooManySessions, "has no free session: close other clients or raise its session limit",
            StatusCodes.Bad_UserAccessDenied, "does not allow this user to do this",
            StatusCodes.Bad_SecurityPolicyRejected, "does not accept this security policy",
            StatusCodes.Bad_Shutdown, "is shutting down");

    private PlainWords() {}

    /** One sentence about what failed. */
    public static String of(Throwable failure, String endpoint) {
        Throwable cause = unwrap(failure);
        if (cause instanceof LinkFailure) {
            return endpoint + ": " + cause.getMessage();
        }
        Optional<SecurityFailure> security = find(cause, SecurityFailure.class);
        if (security.isPresent()) {
            return endpoint + ": " + security.get().getMessage();
        }
        Optional<UnknownHostException> unknownHost = find(cause, UnknownHostException.class);
        if (unknownHost.isPresent()) {
            return endpoint + ": the host name is not known here";
        }
        if (find(cause, ConnectException.class).isPresent()) {
            return endpoint + " " + CAUSES.get(StatusCodes.Bad_ConnectionRejected);
        }
        if (find(cause, SocketException.class).isPresent()) {
            return endpoint + " " + CAUSES.get(StatusCodes.Bad_ConnectionClosed);
        }
        if (cause instanceof TimeoutException) {
            return endpoint + " " + CAUSES.get(StatusCodes.Bad_Timeout);
        }
        return find(cause, UaException.class)
                .map(ua -> endpoint + " " + of(ua.getStatusCode()))
                .orElseGet(() -> endpoint + ": " + cause);
    }

    /** Whether the server refused the user whose name or certificate it was given. */
    public static boolean isAboutUser(Throwable failure) {
        return find(failure, SecurityFailure.class)
                .filter(SecurityFailure::isAboutUser)
                .isPresent();
    }

    /** The status code in a failure, if a server or Milo gave one. */
    static Optional<StatusCode> status(Throwable failure) {
        return find(failure, UaException.class).map(UaException::getStatusCode);
    }

    private static String of(StatusCode status) {
        String words = CAUSES.get(status.value());
        return (words == null ? "answered with " : words + " - ") + StatusWords.of(status);
    }

    /** The failure itself, without what carried it from one thread to another. */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? unwrap(cause) : failure;
    }

    private static <T extends Throwable> Optional<T> find(@Nullable Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
