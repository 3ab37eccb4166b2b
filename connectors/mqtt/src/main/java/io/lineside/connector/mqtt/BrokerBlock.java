package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.BrokerUri;
import io.lineside.connector.mqtt.link.Credentials;
import io.lineside.connector.mqtt.link.TlsFiles;
import io.lineside.connector.mqtt.link.TlsFilesException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** How to get to a broker, as site files say it. Immutable. */
public record BrokerBlock(BrokerUri broker, Optional<Credentials> credentials, TlsFiles tls) {
    /**
     * Reads the keys {@code broker}, {@code username}, {@code password}, {@code caFile}, {@code certFile} and {@code keyFile}.
     *
     * @param where they stand, in front of a key
     * @throws IllegalArgumentException for one that can not be used, so that a mistake is told before the first connection
     */
    public static BrokerBlock read(String where, Function<String, Optional<String>> setting) {
        BrokerUri broker = broker(
                where,
                setting.apply("broker")
                        .orElseThrow(() -> new IllegalArgumentException(where + "broker: is required, was absent")));
        Optional<Credentials> credentials = setting.apply("username")
                .map(name -> new Credentials(name, setting.apply("password").orElse("")));
        return new BrokerBlock(broker, credentials, tls(where, setting, broker));
    }

    private static BrokerUri broker(String where, String value) {
        try {
            return new BrokerUri(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + "broker: " + e.getMessage(), e);
        }
    }

    private static TlsFiles tls(String where, Function<String, Optional<String>> setting, BrokerUri broker) {
        try {
            var files = new TlsFiles(
                    setting.apply("caFile").map(Path::of),
                    setting.apply("certFile").map(Path::of),
                    setting.apply("keyFile").map(Path::of));
            if (!broker.secure() && files.any()) {
                throw new IllegalArgumentException(
                        "broker: must be ssl://host:port where caFile or certFile is given, was '" + broker + "'");
            }
            if (files.any()) {
                files.sockets();
            }
            return files;
        } catch (IllegalArgumentException | TlsFilesException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }
}
