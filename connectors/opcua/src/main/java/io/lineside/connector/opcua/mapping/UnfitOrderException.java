package io.lineside.connector.opcua.mapping;

/** An order that the line could not take as it was ordered: said before anything is sent. */
public final class UnfitOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which field, what it was, what is allowed. */
    public UnfitOrderException(String message) {
        super(message);
    }
}
