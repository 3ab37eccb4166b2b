package io.lineside.connector.mqtt.link;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a broker listens.
 *
 * @param value {@code tcp://host:port}, or {@code ssl://host:port} for TLS
 */
public record BrokerUri(String value) {
    private static final Pattern FORM = Pattern.compile("(tcp|ssl)://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    /** Refuses any other form with an {@link IllegalArgumentException} that names it. */
    public BrokerUri {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
            throw new IllegalArgumentException("must be tcp://host:port or ssl://host:port, was '" + value + "'");
        }
    }

    /** Whether the connection is encrypted. */
    public boolean secure() {
        return value.startsWith("ssl:");
    }

    /** Whether the broker runs on this very machine. */
    public boolean loopback() {
        String host = host().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    private String host() {
        return value.substring("tcp://".length(), value.lastIndexOf(':'));
    }

    @Override
    public String toString() {
        return value;
    }
}
