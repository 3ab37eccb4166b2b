package io.lineside.connector.opcua.security;

/** Why a line is not connected to although it may be there, in words for a technician. */
public final class SecurityFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean user;

    /** With the whole sentence. */
    public SecurityFailure(String message) {
        this(message, false);
    }

    SecurityFailure(String message, boolean user) {
        super(message);
        this.user = user;
    }

    /** Whether the server refused the user: trying that again and again can lock the user out. */
    public boolean isAboutUser() {
        return user;
    }
}
