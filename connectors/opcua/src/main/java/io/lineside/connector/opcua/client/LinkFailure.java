package io.lineside.connector.opcua.client;

/** Why a link could not be opened, in words for a technician. */
public final class LinkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what was wrong; the endpoint is put before it when it is said. */
    public LinkFailure(String message) {
        super(message);
    }
}
