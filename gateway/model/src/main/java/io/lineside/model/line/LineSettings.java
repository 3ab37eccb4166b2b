package io.lineside.model.line;

import io.lineside.model.EquipmentId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything a connector needs to know about its line.
 *
 * @param gatewayId names this gateway to brokers and servers; unique among gateways
 * @param equipmentPath ISA-95 hierarchy from the enterprise down to the line
 * @param requestTimeout how long one request may take before its outcome is unknown
 * @param connection the line file's {@code connection:} block, checked against
 *     {@link LineConnectorProvider#settings()}
 * @param clock the only source of wall-clock time
 */
public record LineSettings(
        EquipmentId line,
        String gatewayId,
        List<String> equipmentPath,
        Duration requestTimeout,
        Map<String, String> connection,
        Clock clock) {
    /** Refuses a request timeout that is not positive; copies the collections. */
    public LineSettings {
        if (requestTimeout.isNegative() || requestTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "lines." + line + ".requestTimeout: must be longer than 0s, was " + requestTimeout);
        }
        equipmentPath = List.copyOf(equipmentPath);
        connection = Map.copyOf(connection);
    }

    /** The value of a connection key, if the line file or the site gives one. */
    public Optional<String> setting(String key) {
        return Optional.ofNullable(connection.get(key));
    }

    /** The entries of a connection key of type {@link ConnectionSetting.Type#MAP}, by their names. */
    public Map<String, String> settings(String key) {
        String prefix = key + ".";
        return connection.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    /** The line without the values of its connection, which may be secret. */
    @Override
    public String toString() {
        return "line " + String.join("/", equipmentPath) + " of gateway " + gatewayId;
    }

    /** The value of a connection key that the provider declared as required. */
    public String required(String key) {
        return setting(key)
                .orElseThrow(
                        () -> new IllegalArgumentException("lines." + line + ".connection." + key + ": is required"));
    }
}
