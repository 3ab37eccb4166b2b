package io.lineside.model.line;

import java.util.List;
import java.util.Optional;

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
     * Why two lines of this protocol can not be in one site: they are one and the same machine, or the links to them
     * would end each other. What can not be read is no clash; {@link #create} refuses it.
     *
     * @param line the one whose file is faulty if there is a clash
     * @param earlier one whose file was read before
     */
    default Optional<LineClash> clash(LineTarget line, LineTarget earlier) {
        return Optional.empty();
    }

    /**
     * Makes the connector of one line; does not connect yet.
     *
     * @throws IllegalArgumentException for a setting that only the protocol can judge, with path, rule and value
     */
    LineConnector create(LineSettings settings, LineListener listener);
}
