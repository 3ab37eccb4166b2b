package io.lineside.connector.opcua.session;

/** Why a link could not be opened, in words for a technician. */
public final class LinkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkFailure(String message) {
        super(message);
    }
}
