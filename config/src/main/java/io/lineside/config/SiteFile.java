package io.lineside.config;

import io.lineside.config.source.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
        ReloadConfig reload,
        RetentionConfig retention,
        LogConfig log,
        Optional<TracesConfig> traces,
        Optional<MqttConfig> mqtt) {

    /** The value at a path of the file that a connection setting may fall back on. */
    Optional<String> value(String path) {
        Map<String, Supplier<Optional<String>>> values = Map.ofEntries(
                Map.entry("enterprise", () -> Optional.of(enterprise)),
                Map.entry("site", () -> Optional.of(site)),
                Map.entry("gateway", () -> Optional.of(gateway)),
                Map.entry("certificates.folder", () -> Optional.of(ConnectionReader.absolute(certificates))),
                Map.entry("mqtt.broker", () -> mqtt.map(MqttConfig::broker)),
                Map.entry("mqtt.username", () -> mqtt.flatMap(MqttConfig::username)),
                Map.entry("mqtt.password", () -> mqtt.flatMap(MqttConfig::password)
                        .map(Secret::value)),
                Map.entry("mqtt.caFile", () -> file(MqttConfig::caFile)),
                Map.entry("mqtt.certFile", () -> file(MqttConfig::certFile)),
                Map.entry("mqtt.keyFile", () -> file(MqttConfig::keyFile)));
        return values.getOrDefault(path, Optional::empty).get();
    }

    private Optional<String> file(Function<MqttConfig, Optional<Path>> key) {
        return mqtt.flatMap(key).map(ConnectionReader::absolute);
    }
}
