package io.lineside.connector.mqtt.wire;

/** A message that breaks the line protocol; its text says where, which rule, and what was there. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A broken rule at a place in the message. */
    public MalformedMessageException(String where, String rule) {
        super(where + ": " + rule);
    }
}
