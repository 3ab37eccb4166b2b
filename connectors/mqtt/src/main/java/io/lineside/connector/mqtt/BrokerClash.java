package io.lineside.connector.mqtt;

import io.lineside.model.line.LineClash;
import io.lineside.model.line.LineTarget;
import java.util.List;
import java.util.Optional;

/** Lines that would have the same topics at a broker, or throw each other off it. */
final class BrokerClash {
    private static final String BROKER = "broker";
    private static final List<String> LOGIN = List.of(BROKER, "username", "password", "caFile", "certFile", "keyFile");

    private BrokerClash() {}

    static Optional<LineClash> of(LineTarget line, LineTarget earlier) {
        if (!line.isAtServerOf(earlier, BROKER)) {
            return Optional.empty();
        }
        return login(line).equals(login(earlier)) ? sameTopics(line, earlier) : twoSessions(line, earlier);
    }

    /** The gateway has one client id, so that a broker ends the first of two sessions that are not shared. */
    private static Optional<LineClash> twoSessions(LineTarget line, LineTarget earlier) {
        return Optional.of(new LineClash(
                BROKER,
                "must be written as in " + earlier.file()
                        + ", with the same username, password, caFile, certFile and keyFile, because it is the"
                        + " same broker and the gateway has one session there, was " + shown(line) + ", there "
                        + shown(earlier)));
    }

    private static Optional<LineClash> sameTopics(LineTarget line, LineTarget earlier) {
        return topics(line).equals(topics(earlier))
                ? Optional.of(new LineClash(
                        "topicPrefix",
                        "must not be the topics of " + earlier.file() + " at the same broker, was '" + topics(line)
                                + "'"))
                : Optional.empty();
    }

    private static List<Optional<String>> login(LineTarget line) {
        return LOGIN.stream().map(line::setting).toList();
    }

    private static String shown(LineTarget line) {
        return "'" + line.setting(BROKER).orElse("") + "' "
                + line.setting("username").map(name -> "as user '" + name + "'").orElse("without a user");
    }

    private static String topics(LineTarget line) {
        return line.setting("topicPrefix").orElseGet(() -> String.join("/", line.equipmentPath()));
    }
}
