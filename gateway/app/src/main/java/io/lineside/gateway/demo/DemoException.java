package io.lineside.gateway.demo;

import org.jspecify.annotations.Nullable;

/** The demo can not go on; the message says why and where to look. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
