package io.lineside.config;

import io.lineside.config.source.Position;
import io.lineside.model.Capability;
import io.lineside.model.EquipmentId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line file.
 *
 * @param equipmentPath enterprise, site, area and line
 * @param capabilities what it can do, at least one
 * @param protocol a {@link io.lineside.model.line.LineConnectorProvider#protocol()}
 * @param profile default {@link LineProfile#A}, {@link LineProfile#C} where the protocol is a handshake
 * @param memory default {@link LineMemory#LOST}
 * @param onDoubt default {@link OnDoubt#HOLD}
 * @param quantities default {@link LineQuantities#SENT}
 * @param capacity job orders kept at the line at once, 1 to 10000, default 4, 1 of a handshake
 * @param mostPieces of one job order, empty for any number
 * @param requestTimeout default PT8S
 * @param limits how long its jobs may stay as they are before they are overdue
 * @param drain whether it gets no new work and only finishes what it was given, default false
 * @param connection every key of the protocol that the line or the site gives, secrets in place
 * @param at where the file starts
 * @param connectionAt where {@code connection:} stands, or would
 */
public record LineConfig(
        EquipmentId id,
        List<String> equipmentPath,
        Set<Capability> capabilities,
        String protocol,
        LineProfile profile,
        LineMemory memory,
        OnDoubt onDoubt,
        LineQuantities quantities,
        int capacity,
        Optional<Integer> mostPieces,
        Duration requestTimeout,
        LineLimits limits,
        boolean drain,
        Map<String, String> connection,
        Position at,
        Position connectionAt) {
    /** Copies the collections. */
    public LineConfig {
        equipmentPath = List.copyOf(equipmentPath);
        capabilities = Collections.unmodifiableSet(new LinkedHashSet<>(capabilities));
        connection = Map.copyOf(connection);
    }

    /** The line without the values of its connection, which may be secret. */
    @Override
    public String toString() {
        return "line " + String.join("/", equipmentPath) + " by " + protocol;
    }
}
