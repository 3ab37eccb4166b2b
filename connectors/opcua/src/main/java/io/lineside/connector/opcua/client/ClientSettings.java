package io.lineside.connector.opcua.client;

import io.lineside.connector.opcua.security.LineSecurity;
import io.lineside.connector.opcua.security.SecurityBlock;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * What identifies a connection: two users with equal settings share one session.
 *
 * @param endpoint opc.tcp://host:port/path; its host and port win over what the server advertises
 * @param clientName names the session in the server's list
 * @param requestTimeout how long one service request may take
 * @param longestPause between two attempts to connect
 * @param security the same object for all who may share the session
 */
public record ClientSettings(
        String endpoint, String clientName, Duration requestTimeout, Duration longestPause, LineSecurity security) {
    /** The pause that no attempt to connect waits longer than, where nothing is said. */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final String LONGEST_PAUSE_KEY = "longestPause";
    private static final Duration LEAST_LONGEST_PAUSE = Duration.ofMillis(100);
    private static final Duration MOST_LONGEST_PAUSE = Duration.ofMinutes(5);

    /** The keys of a {@code connection:} block that are about the connection itself, whatever the protocol. */
    public static final List<ConnectionSetting> SETTINGS = List.of(
            ConnectionSetting.required(
                    "endpoint",
                    ConnectionSetting.Type.TEXT,
                    "Address of the OPC UA server: opc.tcp://host:port/path (port 4840 if absent)."),
            ConnectionSetting.optional(
                    LONGEST_PAUSE_KEY,
                    ConnectionSetting.Type.DURATION,
                    "The pause between two attempts to connect grows up to this, " + LEAST_LONGEST_PAUSE + " to "
                            + MOST_LONGEST_PAUSE + ". Default " + LONGEST_PAUSE + "."));

    private static final Pattern ENDPOINT =
            Pattern.compile("opc\\.tcp://([^:/\\s]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?(/\\S*)?");
    private static final int LARGEST_PORT = 65_535;

    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(5);

    /** Refuses an endpoint that is no opc.tcp address, and a request timeout that is not positive. */
    public ClientSettings {
        if (!ENDPOINT.matcher(endpoint).matches() || EndpointUtil.getPort(endpoint) > LARGEST_PORT) {
            throw new IllegalArgumentException("endpoint: must be opc.tcp://host:port/path, was '" + endpoint + "'");
        }
        if (longestPause.compareTo(LEAST_LONGEST_PAUSE) < 0 || longestPause.compareTo(MOST_LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException(LONGEST_PAUSE_KEY + ": must be a duration from " + LEAST_LONGEST_PAUSE
                    + " to " + MOST_LONGEST_PAUSE + ", was '" + longestPause + "'");
        }
        if (requestTimeout.isNegative() || requestTimeout.isZero()) {
            throw new IllegalArgumentException("requestTimeout: must be longer than 0s, was " + requestTimeout);
        }
    }

    /**
     * The settings of a line, from its {@code connection:} block.
     *
     * @throws IllegalArgumentException with path, rule and value
     */
    public static ClientSettings read(LineSettings line) {
        String endpoint = line.required("endpoint");
        LineSecurity security = SecurityBlock.read(line);
        try {
            return new ClientSettings(
                    endpoint,
                    line.gatewayId() + "/" + line.line(),
                    line.requestTimeout(),
                    longestPause(line),
                    security);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("lines." + line.line() + ".connection." + refused.getMessage(), refused);
        }
    }

    private static Duration longestPause(LineSettings line) {
        String text = line.setting(LONGEST_PAUSE_KEY).orElse(LONGEST_PAUSE.toString());
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    LONGEST_PAUSE_KEY + ": must be a duration such as PT5S, was '" + text + "'", unreadable);
        }
    }

    /** How often a connection is looked after: half the request timeout, 5 s at most. */
    public Duration keepAlive() {
        Duration half = requestTimeout.dividedBy(2);
        return half.compareTo(LONGEST_KEEP_ALIVE) < 0 ? half : LONGEST_KEEP_ALIVE;
    }
}
