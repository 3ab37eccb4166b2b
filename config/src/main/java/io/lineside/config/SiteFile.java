package io.lineside.config;

import io.lineside.config.source.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code site.yaml} alone.
 *
 * @param enterprise top of the equipment hierarchy
 * @param site second level of the equipment hierarchy
 */
record SiteFile(
        String enterprise,
        String site,
        String gateway,
        HttpConfig http,
        ManagementConfig management,
        StoreConfig store,
        Path certificates,
        Optional<MqttConfig> mqtt) {

    /** The value at a path of the file that a connection setting may fall back on. */
    Optional<String> value(String path) {
        Map<String, Supplier<Optional<String>>> values = Map.of(
                "enterprise", () -> Optional.of(enterprise),
                "site", () -> Optional.of(site),
                "gateway", () -> Optional.of(gateway),
                "certificates.folder", () -> Optional.of(ConnectionReader.absolute(certificates)),
                "mqtt.broker", () -> mqtt.map(MqttConfig::broker),
                "mqtt.username", () -> mqtt.flatMap(MqttConfig::username),
                "mqtt.password", () -> mqtt.flatMap(MqttConfig::password).map(Secret::value));
        return values.getOrDefault(path, Optional::empty).get();
    }
}
