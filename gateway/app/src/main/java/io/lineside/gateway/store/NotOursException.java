package io.lineside.gateway.store;

import java.sql.SQLException;

/** The database is no longer this gateway's, or not the one it wrote to: nothing more may be written. */
final class NotOursException extends SQLException {
    private static final long serialVersionUID = 1L;

    NotOursException(String message) {
        super(message);
    }
}
