package io.lineside.connector.opcua;

import io.lineside.connector.opcua.mapping.ReturnStatusDialect;
import io.lineside.connector.opcua.session.LinkSettings;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * The {@code connection:} block of a line file, understood.
 *
 * @param dialect how the server means its ReturnStatus
 */
record ConnectionBlock(LinkSettings link, ReturnStatusDialect dialect) {
    static final List<ConnectionSetting> SETTINGS = List.of(
            ConnectionSetting.required(
                    "endpoint",
                    ConnectionSetting.Type.TEXT,
                    "Address of the OPC UA server: opc.tcp://host:port/path (port 4840 if absent)."),
            ConnectionSetting.required(
                    "insecure",
                    ConnectionSetting.Type.FLAG,
                    "Must be true: this version speaks only security policy None, and the line file has to say so."),
            new ConnectionSetting(
                    "returnStatus",
                    ConnectionSetting.Type.TEXT,
                    false,
                    Optional.empty(),
                    Arrays.stream(ReturnStatusDialect.values())
                            .map(ReturnStatusDialect::word)
                            .toList(),
                    "How the server means ReturnStatus: bitmap as in OPC 10031-4 Annex B.2 (1 = done), or enum (0 ="
                            + " done). Default bitmap."),
            ConnectionSetting.optional(
                    "publishingInterval",
                    ConnectionSetting.Type.DURATION,
                    "How often the server sends what happened, PT0.01S to PT1M. Default PT0.1S."),
            ConnectionSetting.optional(
                    "receiver",
                    ConnectionSetting.Type.TEXT,
                    "Node id of the job order receiver, nsu=<namespace URI>;i=<number> or s=<text>. Default: the only"
                            + " one below Objects."),
            ConnectionSetting.optional(
                    "responseProvider",
                    ConnectionSetting.Type.TEXT,
                    "Node id of the job response provider, nsu=<namespace URI>;i=<number> or s=<text>. Default: the"
                            + " only one below Objects."));

    private static final Pattern ENDPOINT =
            Pattern.compile("opc\\.tcp://([^:/\\s]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?(/\\S*)?");
    private static final Pattern NODE_ID = Pattern.compile("nsu=[^;]+;[isgb]=.+");
    private static final int LARGEST_PORT = 65_535;
    private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(100);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    /**
     * Reads and checks the block.
     *
     * @throws IllegalArgumentException with path, rule and value
     */
    static ConnectionBlock read(LineSettings line) {
        String insecure = line.required("insecure");
        if (!insecure.equals("true")) {
            throw refused(
                    line,
                    "insecure",
                    "must be true: this version speaks only security policy None, and the line file has to say so",
                    insecure);
        }
        return new ConnectionBlock(
                new LinkSettings(
                        endpoint(line),
                        line.gatewayId() + "/" + line.line(),
                        line.requestTimeout(),
                        publishingInterval(line),
                        nodeId(line, "receiver"),
                        nodeId(line, "responseProvider"),
                        line.clock()),
                dialect(line));
    }

    private static String endpoint(LineSettings line) {
        String endpoint = line.required("endpoint");
        if (!ENDPOINT.matcher(endpoint).matches() || EndpointUtil.getPort(endpoint) > LARGEST_PORT) {
            throw refused(line, "endpoint", "must be opc.tcp://host:port/path", endpoint);
        }
        return endpoint;
    }

    private static ReturnStatusDialect dialect(LineSettings line) {
        String word = line.setting("returnStatus").orElse(ReturnStatusDialect.BITMAP.word());
        return ReturnStatusDialect.ofWord(word)
                .orElseThrow(() -> refused(line, "returnStatus", "must be bitmap or enum", word));
    }

    private static Duration publishingInterval(LineSettings line) {
        String rule = "must be a duration from " + SHORTEST_INTERVAL + " to " + LONGEST_INTERVAL;
        String text = line.setting("publishingInterval").orElse(DEFAULT_INTERVAL.toString());
        Duration interval;
        try {
            interval = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw refused(line, "publishingInterval", rule, text);
        }
        if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw refused(line, "publishingInterval", rule, text);
        }
        return interval;
    }

    private static Optional<ExpandedNodeId> nodeId(LineSettings line, String key) {
        return line.setting(key).map(text -> {
            if (text.startsWith("ns=") || text.startsWith("i=") || text.startsWith("s=")) {
                throw refused(
                        line,
                        key,
                        "must name its namespace by URI (nsu=<namespace URI>;i=<number> or s=<text>), because the index"
                                + " of a namespace can change with every restart of the server",
                        text);
            }
            try {
                if (NODE_ID.matcher(text).matches()) {
                    return ExpandedNodeId.parse(text);
                }
            } catch (UaRuntimeException unreadable) {
                throw refused(line, key, "must be nsu=<namespace URI>;i=<number> or s=<text>", text);
            }
            throw refused(line, key, "must be nsu=<namespace URI>;i=<number> or s=<text>", text);
        });
    }

    private static IllegalArgumentException refused(LineSettings line, String key, String rule, String value) {
        return new IllegalArgumentException(
                "lines." + line.line() + ".connection." + key + ": " + rule + ", was '" + value + "'");
    }
}
