package io.lineside.config;

import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses two lines that are one and the same for the world outside, or that would throw each other off a broker. What
 * can not be read as an address is left to the connector to refuse. Confined to the loading thread.
 */
final class LineClashes {
    private final FaultLog faults;

    private LineClashes(FaultLog faults) {
        this.faults = faults;
    }

    /** Checks every line against those before it; tells the first clash of each. */
    static void check(List<LineConfig> lines, FaultLog faults) {
        var clashes = new LineClashes(faults);
        for (int i = 1; i < lines.size(); i++) {
            clashes.check(lines.get(i), lines.subList(0, i));
        }
    }

    private void check(LineConfig line, List<LineConfig> earlier) {
        for (LineConfig other : earlier) {
            // One with the same id is told already.
            boolean comparable =
                    !other.id().equals(line.id()) && other.protocol().equals(line.protocol());
            if (comparable && clash(line, other)) {
                return;
            }
        }
    }

    private boolean clash(LineConfig line, LineConfig other) {
        return switch (line.protocol()) {
            case "mqtt-uns" -> oneBrokerTwice(line, other) || sameTopics(line, other);
            case "opcua-job-control" -> sameReceiver(line, other);
            case "opcua-tags" -> sameTags(line, other);
            default -> false;
        };
    }

    /** The gateway has one client id, so that a broker ends the first of two sessions that are not shared. */
    private boolean oneBrokerTwice(LineConfig line, LineConfig other) {
        if (!sameServer(line, other, "broker") || login(line).equals(login(other))) {
            return false;
        }
        return fault(
                line,
                "broker",
                "must be written as in " + other.at().file()
                        + ", with the same username, password, caFile, certFile and keyFile, because it is the"
                        + " same broker and the gateway has one session there, was " + shown(line) + ", there "
                        + shown(other));
    }

    private static Map<String, String> login(LineConfig line) {
        return Map.of(
                "broker", key(line, "broker").orElse(""),
                "username", key(line, "username").orElse(""),
                "password", key(line, "password").orElse(""),
                "caFile", key(line, "caFile").orElse(""),
                "certFile", key(line, "certFile").orElse(""),
                "keyFile", key(line, "keyFile").orElse(""));
    }

    private static String shown(LineConfig line) {
        return "'" + key(line, "broker").orElse("") + "' "
                + key(line, "username").map(name -> "as user '" + name + "'").orElse("without a user");
    }

    private boolean sameTopics(LineConfig line, LineConfig other) {
        return sameServer(line, other, "broker")
                && topics(line).equals(topics(other))
                && fault(
                        line,
                        "topicPrefix",
                        "must not be the topics of " + other.at().file() + " at the same broker, was '" + topics(line)
                                + "'");
    }

    private static String topics(LineConfig line) {
        return key(line, "topicPrefix").orElseGet(() -> String.join("/", line.equipmentPath()));
    }

    private boolean sameReceiver(LineConfig line, LineConfig other) {
        Optional<String> own = key(line, "receiver");
        Optional<String> others = key(other, "receiver");
        // Absent is the only one of the server, so that it can not be another than one that is named.
        boolean same = own.isEmpty() || others.isEmpty() || own.equals(others);
        return sameServer(line, other, "endpoint")
                && same
                && fault(
                        line,
                        "receiver",
                        "must name another job order receiver than "
                                + other.at().file() + ", which has the same endpoint, was " + quoted(own) + ", there "
                                + quoted(others));
    }

    private static String quoted(Optional<String> value) {
        return value.map(text -> "'" + text + "'").orElse("absent");
    }

    private boolean sameTags(LineConfig line, LineConfig other) {
        return sameServer(line, other, "endpoint")
                && sequence(line).equals(sequence(other))
                && fault(
                        line,
                        "tags.Request.ReqSeq",
                        "must be another tag than that of " + other.at().file() + " at the same endpoint, was '"
                                + sequence(line) + "'");
    }

    /** The tag that only one gateway line may write: the number of the request. */
    private static String sequence(LineConfig line) {
        return key(line, "tags.Request.ReqSeq")
                .orElseGet(() -> "nsu=" + key(line, "namespace").orElse("") + ";s=Request.ReqSeq");
    }

    private static boolean sameServer(LineConfig line, LineConfig other, String key) {
        Optional<ServerAddress> own = key(line, key).flatMap(ServerAddress::read);
        return own.isPresent() && own.equals(key(other, key).flatMap(ServerAddress::read));
    }

    private static Optional<String> key(LineConfig line, String key) {
        return Optional.ofNullable(line.connection().get(key));
    }

    private boolean fault(LineConfig line, String key, String rule) {
        Position at = line.connectionAt().child(key);
        faults.add(at, rule);
        return true;
    }
}
