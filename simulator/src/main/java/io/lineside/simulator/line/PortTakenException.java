package io.lineside.simulator.line;

/** A port that another program holds. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the port and the key to change it by.
     *
     * @param setting the key by which a user changes the port
     */
    public PortTakenException(int port, String setting, Throwable cause) {
        super(
                setting + ": must be a free port on 127.0.0.1, was " + port
                        + " which another program listens on; allowed: another number in the plant file, or 0 for a"
                        + " free one",
                cause);
    }
}
