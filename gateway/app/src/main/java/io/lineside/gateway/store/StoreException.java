package io.lineside.gateway.store;

import org.jspecify.annotations.Nullable;

/** The store could not do what it was asked, in words for a technician. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the plain words only. */
    public StoreException(String message) {
        super(message);
    }

    /** With what the database or file system said as the cause. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
