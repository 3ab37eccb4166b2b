package io.lineside.gateway.store;

/** More was asked of the store than may wait; nothing was written, and trying again later is safe. */
public final class StoreBusyException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreBusyException(String message) {
        super(message);
    }
}
