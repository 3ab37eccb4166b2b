package io.lineside.config.door;

import io.lineside.config.source.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A door's own MQTT broker, by the keys of {@code mqtt} in {@code site.yaml}.
 *
 * @param broker {@code tcp://host:port} or {@code ssl://host:port}
 * @param caFile authorities that may have signed the broker's certificate; empty for those of the Java platform
 */
public record BrokerConfig(
        String broker,
        Optional<String> username,
        Optional<Secret> password,
        Optional<Path> caFile,
        Optional<Path> certFile,
        Optional<Path> keyFile) {
    /** The same by key, secrets in the clear. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("broker", broker);
        username.ifPresent(name -> settings.put("username", name));
        password.ifPresent(secret -> settings.put("password", secret.value()));
        file("caFile", caFile, settings);
        file("certFile", certFile, settings);
        file("keyFile", keyFile, settings);
        return settings;
    }

    private static void file(String key, Optional<Path> file, Map<String, String> settings) {
        file.ifPresent(path -> settings.put(key, path.toAbsolutePath().toString()));
    }
}
