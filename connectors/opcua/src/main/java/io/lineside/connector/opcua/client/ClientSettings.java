package io.lineside.connector.opcua.client;

import io.lineside.connector.opcua.security.LineSecurity;
import io.lineside.connector.opcua.security.SecurityBlock;
import io.lineside.model.line.LineSettings;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * What identifies a connection: two users with equal settings share one session.
 *
 * @param endpoint opc.tcp://host:port/path; its host and port win over what the server advertises
 * @param clientName names the session in the server's list
 * @param requestTimeout how long one service request may take
 * @param security the same object for all who may share the session
 */
public record ClientSettings(String endpoint, String clientName, Duration requestTimeout, LineSecurity security) {
    private static final Pattern ENDPOINT =
            Pattern.compile("opc\\.tcp://([^:/\\s]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?(/\\S*)?");
    private static final int LARGEST_PORT = 65_535;

    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(5);

    /** Refuses an endpoint that is no opc.tcp address, and a request timeout that is not positive. */
    public ClientSettings {
        if (!ENDPOINT.matcher(endpoint).matches() || EndpointUtil.getPort(endpoint) > LARGEST_PORT) {
            throw new IllegalArgumentException("endpoint: must be opc.tcp://host:port/path, was '" + endpoint + "'");
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
            return new ClientSettings(endpoint, line.gatewayId() + "/" + line.line(), line.requestTimeout(), security);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("lines." + line.line() + ".connection." + refused.getMessage(), refused);
        }
    }

    /** How often a connection is looked after: half the request timeout, 5 s at most. */
    public Duration keepAlive() {
        Duration half = requestTimeout.dividedBy(2);
        return half.compareTo(LONGEST_KEEP_ALIVE) < 0 ? half : LONGEST_KEEP_ALIVE;
    }
}
