package io.lineside.gateway.store;

/** The disk has no room for more orders; nothing was written, and trying again later is safe. */
public final class StoreFullException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreFullException(String message) {
        super(message);
    }

    StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
