package io.lineside.gateway.store;

/** The commit itself failed: what was written is not known to be kept, and not known to be lost. Ask before repeating. */
public final class CommitUnknownException extends StoreException {
    private static final long serialVersionUID = 1L;

    CommitUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
