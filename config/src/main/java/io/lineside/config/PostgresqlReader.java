package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Secret;
import io.lineside.config.source.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code store.postgresql}. No message shows more of a URL than where it leads. Confined to the loading thread. */
final class PostgresqlReader {
    private static final Pattern PLACE = Pattern.compile("jdbc:postgresql://[A-Za-z0-9._:,\\[\\]-]+/[A-Za-z0-9._-]+");
    private static final List<String> SETTINGS = List.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "channelBinding",
            "targetServerType",
            "hostRecheckSeconds",
            "currentSchema");

    private PostgresqlReader() {}

    static Optional<PostgresqlConfig> read(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("url", "user", "password");
        Value place = block.required("url");
        Optional<String> url = place.text().filter(text -> isRight(place, text));
        Optional<String> user = block.optional("user").text();
        Optional<Secret> password = block.optional("password").secret();
        return block.make(() -> new PostgresqlConfig(url.orElseThrow(), user, password));
    }

    private static boolean isRight(Value place, String url) {
        String[] parts = url.split("\\?", 2);
        if (!PLACE.matcher(parts[0]).matches()) {
            place.fault("must be jdbc:postgresql://host:port/database, was " + shown(parts[0]));
            return false;
        }
        boolean right = true;
        for (String setting : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
            right &= isKnown(place, setting.split("=", 2)[0]);
        }
        return right;
    }

    private static boolean isKnown(Value place, String setting) {
        String lower = setting.toLowerCase(Locale.ROOT);
        if (lower.contains("password") || lower.equals("user")) {
            place.fault("must have neither user nor password in it, was one with '" + setting
                    + "'; allowed: the keys user and password beside it");
            return false;
        }
        if (!SETTINGS.contains(setting)) {
            place.fault("setting must be a known one, was '" + setting + "'; allowed: " + String.join(", ", SETTINGS));
            return false;
        }
        return true;
    }

    private static String shown(String place) {
        return place.contains("@") ? "one with '@'" : "'" + place + "'";
    }
}
