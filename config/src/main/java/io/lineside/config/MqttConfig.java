package io.lineside.config;

import io.lineside.config.source.Secret;
import java.util.Optional;

/**
 * The site's MQTT broker, for every line that does not name another.
 *
 * @param broker {@code tcp://host:port} or {@code ssl://host:port}
 * @param username empty for none
 * @param password empty for none; the file may only refer to it
 */
public record MqttConfig(String broker, Optional<String> username, Optional<Secret> password) {}
