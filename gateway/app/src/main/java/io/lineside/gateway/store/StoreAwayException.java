package io.lineside.gateway.store;

/** The store's database can not be reached; nothing was written, and trying again in a moment is safe. */
public final class StoreAwayException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreAwayException(String message) {
        super(message);
    }

    StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
