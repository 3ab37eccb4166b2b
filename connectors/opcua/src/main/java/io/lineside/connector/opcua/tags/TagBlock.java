package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.ClientSettings;
import io.lineside.connector.opcua.security.SecurityBlock;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code connection:} block of a line with tag handshake, understood.
 *
 * @param pollInterval how often the tags are read
 */
record TagBlock(ClientSettings client, TagMap map, Duration pollInterval, Clock clock) {
    private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(250);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

    private static final List<ConnectionSetting> OWN_SETTINGS = List.of(
            ConnectionSetting.optional(
                    "namespace",
                    ConnectionSetting.Type.TEXT,
                    "Namespace URI of the tags that are not mapped: nsu=<namespace>;s=<name of the tag>."),
            ConnectionSetting.optional(
                    "tags",
                    ConnectionSetting.Type.MAP,
                    "Node id of each tag by its name in TAG-HANDSHAKE.md, for example Request.JobId:"
                            + " nsu=<namespace URI>;s=<text>."),
            ConnectionSetting.optional(
                    "parameters",
                    ConnectionSetting.Type.MAP,
                    "Node id of the data tag of each parameter that the line takes, by the parameter's id."),
            ConnectionSetting.optional(
                    "pollInterval",
                    ConnectionSetting.Type.DURATION,
                    "How often the tags are read, PT0.01S to PT10S. Default PT0.25S."));

    static final List<ConnectionSetting> SETTINGS = Stream.of(
                    ClientSettings.SETTINGS, OWN_SETTINGS, SecurityBlock.SETTINGS)
            .flatMap(List::stream)
            .toList();

    /**
     * Reads and checks the block.
     *
     * @throws IllegalArgumentException with path, rule and value
     */
    static TagBlock read(LineSettings line) {
        return new TagBlock(ClientSettings.read(line), TagMap.read(line), pollInterval(line), line.clock());
    }

    private static Duration pollInterval(LineSettings line) {
        String text = line.setting("pollInterval").orElse(DEFAULT_INTERVAL.toString());
        try {
            Duration interval = Duration.parse(text);
            if (interval.compareTo(SHORTEST_INTERVAL) >= 0 && interval.compareTo(LONGEST_INTERVAL) <= 0) {
                return interval;
            }
        } catch (DateTimeParseException unreadable) {
            throw refused(line, text, unreadable);
        }
        throw refused(line, text, null);
    }

    private static IllegalArgumentException refused(LineSettings line, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                path(line) + "pollInterval: must be a duration from " + SHORTEST_INTERVAL + " to " + LONGEST_INTERVAL
                        + ", was '" + text + "'",
                cause);
    }

    private static String path(LineSettings line) {
        return "lines." + line.line() + ".connection.";
    }
}
