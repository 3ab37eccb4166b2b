package io.lineside.model.line;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server an address means, however it is written.
 *
 * @param host in lower case; {@code localhost} for every way to say this machine
 * @param port empty for the protocol's own, which is one server whether it is spoken to with TLS or without
 * @param path without a slash at its end
 */
record ServerAddress(String host, String port, String path) {
    private static final Pattern FORM =
            Pattern.compile("(?:tcp|ssl|opc\\.tcp)://(\\[[0-9A-Fa-f:.]+]|[^:/\\s\\[\\]]+)(?::(\\d{1,5}))?(/\\S*)?");
    /** Of MQTT, of MQTT over TLS, of OPC UA. */
    private static final Pattern OWN_PORTS = Pattern.compile("1883|8883|4840");

    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    /** Reads {@code tcp://}, {@code ssl://} and {@code opc.tcp://} addresses; empty for anything else. */
    static Optional<ServerAddress> read(String address) {
        Matcher matcher = FORM.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        String port = Optional.ofNullable(matcher.group(2)).orElse("");
        String path = Optional.ofNullable(matcher.group(3)).orElse("");
        return Optional.of(new ServerAddress(
                THIS_MACHINE.matcher(host).matches() ? "localhost" : host,
                OWN_PORTS.matcher(port).matches() ? "" : port,
                path.replaceAll("/+$", "")));
    }
}
