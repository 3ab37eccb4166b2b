package io.lineside.connector.opcua;

import io.lineside.connector.opcua.client.ClientSettings;
import io.lineside.connector.opcua.client.NodeAddress;
import io.lineside.connector.opcua.mapping.OrderRules;
import io.lineside.connector.opcua.mapping.ReturnStatusDialect;
import io.lineside.connector.opcua.security.SecurityBlock;
import io.lineside.connector.opcua.session.Link;
import io.lineside.connector.opcua.session.LinkSettings;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineSettings;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code connection:} block of a line file, understood.
 *
 * @param dialect how the server means its ReturnStatus
 * @param readBack whether what the line stored is compared with what was ordered before it may start
 * @param charset of the texts that the line can write or engrave
 */
record ConnectionBlock(LinkSettings link, ReturnStatusDialect dialect, ReadBack readBack, Charset charset) {
    private static final List<String> CHARSETS =
            List.of("utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252");

    private static final List<ConnectionSetting> OWN_SETTINGS = List.of(
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
                    "maxRequests",
                    ConnectionSetting.Type.WHOLE,
                    "How many requests may wait for the server's answer at once, 1 to 999. Default 10."),
            ConnectionSetting.optional(
                    "callsPerRequest",
                    ConnectionSetting.Type.WHOLE,
                    "How many calls of the receiver's methods may share one request, 1 to 999; fewer where the server"
                            + " says so or is slow. Default 16."),
            ConnectionSetting.optional(
                    "readBack",
                    ConnectionSetting.Type.FLAG,
                    "true: read every stored order back and start it only when it is what was ordered. Needs"
                            + " JobOrderList, Store and Start at the line. false: never. Default: where Store and Start go"
                            + " apart anyway (profile B, or no StoreAndStart) and the line has a JobOrderList."),
            new ConnectionSetting(
                    "charset",
                    ConnectionSetting.Type.TEXT,
                    false,
                    Optional.empty(),
                    CHARSETS,
                    "The characters that the line can write or engrave; an order with others is refused before it is"
                            + " sent. Default utf-8."),
            ConnectionSetting.optional(
                    "receiver",
                    ConnectionSetting.Type.TEXT,
                    "The job order receiver: nsu=<namespace URI>;i=<number> or s=<text>, or a path of BrowseNames from"
                            + " Objects such as /Machines/mill-1/JobOrderControl. Default: the only one below Objects."),
            ConnectionSetting.optional(
                    "responseProvider",
                    ConnectionSetting.Type.TEXT,
                    "The job response provider, named like the receiver. Default: the only one below Objects."));

    static final List<ConnectionSetting> SETTINGS = Stream.of(
                    ClientSettings.SETTINGS, OWN_SETTINGS, SecurityBlock.SETTINGS)
            .flatMap(List::stream)
            .toList();

    private static final int DEFAULT_REQUESTS = 10;
    private static final int DEFAULT_CALLS = 16;
    private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(100);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    /**
     * Reads and checks the block.
     *
     * @throws IllegalArgumentException with path, rule and value
     */
    static ConnectionBlock read(LineSettings line) {
        return new ConnectionBlock(
                new LinkSettings(
                        ClientSettings.read(line),
                        publishingInterval(line),
                        atMost999(line, "maxRequests", DEFAULT_REQUESTS),
                        atMost999(line, "callsPerRequest", DEFAULT_CALLS),
                        address(line, "receiver"),
                        address(line, "responseProvider"),
                        line.clock()),
                dialect(line),
                ReadBack.of(line.setting("readBack")),
                charset(line));
    }

    /** What the line wants of an order, as far as it is known on this connection. */
    OrderRules rules(Link on) {
        return new OrderRules(
                on.nodes().workMasters(), charset, on.nodes().machineryJobs().isPresent());
    }

    private static Charset charset(LineSettings line) {
        String word = line.setting("charset").orElse("utf-8");
        if (!CHARSETS.contains(word)) {
            throw refused(line, "charset", "must be one of " + String.join(", ", CHARSETS), word);
        }
        return Charset.forName(word);
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

    private static Optional<NodeAddress> address(LineSettings line, String key) {
        return line.setting(key).map(text -> {
            try {
                return NodeAddress.parse(text);
            } catch (IllegalArgumentException unreadable) {
                throw new IllegalArgumentException(path(line) + key + ": " + unreadable.getMessage(), unreadable);
            }
        });
    }

    private static int atMost999(LineSettings line, String key, int standard) {
        String text = line.setting(key).orElse(String.valueOf(standard));
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1) {
            throw refused(line, key, "must be a whole number from 1 to 999", text);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException refused(LineSettings line, String key, String rule, String value) {
        return new IllegalArgumentException(path(line) + key + ": " + rule + ", was '" + value + "'");
    }

    private static String path(LineSettings line) {
        return "lines." + line.line() + ".connection.";
    }
}
