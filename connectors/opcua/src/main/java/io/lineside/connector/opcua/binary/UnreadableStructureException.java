package io.lineside.connector.opcua.binary;

/** A structure that a server sent does not have the layout of its specification. Never ends a session. */
public final class UnreadableStructureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what was expected and what came. */
    public UnreadableStructureException(String message) {
        super(message);
    }

    UnreadableStructureException(String message, Throwable cause) {
        super(message, cause);
    }
}
