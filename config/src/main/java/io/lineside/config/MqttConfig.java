package io.lineside.config;

import io.lineside.config.door.BrokerConfig;
import io.lineside.config.source.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The site's MQTT broker, for every line that does not name another.
 *
 * @param broker {@code tcp://host:port} or {@code ssl://host:port}
 * @param username empty for none
 * @param password empty for none; the file may only refer to it
 * @param caFile authorities that may have signed the broker's certificate, PEM; empty for those of the Java platform
 * @param certFile the gateway's certificate, PEM; empty for none
 * @param keyFile its private key, PEM; empty for none
 */
public record MqttConfig(
        String broker,
        Optional<String> username,
        Optional<Secret> password,
        Optional<Path> caFile,
        Optional<Path> certFile,
        Optional<Path> keyFile) {
    /** The same by key, secrets in the clear. */
    public Map<String, String> settings() {
        return new BrokerConfig(broker, username, password, caFile, certFile, keyFile).settings();
    }
}
