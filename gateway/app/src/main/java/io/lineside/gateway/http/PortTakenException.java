package io.lineside.gateway.http;

/** A port could not be opened; the message says which, and by what setting to change it. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
