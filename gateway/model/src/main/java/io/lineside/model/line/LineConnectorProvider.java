package io.lineside.model.line;

import java.util.List;

/**
 * Makes connectors of one protocol. Found by {@link java.util.ServiceLoader}; one instance serves a whole gateway and
 * may share links between its lines. Thread-safe.
 */
public interface LineConnectorProvider {
    /** The word under {@code protocol:} of a line file, for example {@code opcua-job-control}. */
    String protocol();

    /** The keys understood under {@code connection:}. */
    List<ConnectionSetting> settings();

    /**
     * Whether a line of this protocol takes one job at a time by a handshake over data that it keeps without power, so
     * that it is of profile C and has room for one job.
     */
    default boolean isHandshake() {
        return false;
    }

    /**
     * Makes the connector of one line; does not connect yet.
     *
     * @throws IllegalArgumentException for a setting that only the protocol can judge, with path, rule and value
     */
    LineConnector create(LineSettings settings, LineListener listener);
}
