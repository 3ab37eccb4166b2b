package io.lineside.connector.mqtt.link;

import org.jspecify.annotations.Nullable;

/** A file for TLS that can not be used; its text says which key, which rule, and which file. */
public final class TlsFilesException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsFilesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
