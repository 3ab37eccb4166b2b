package io.lineside.config.door;

import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Position;
import io.lineside.model.TenantId;
import java.util.Optional;

/**
 * A topic of an MQTT broker on which somebody publishes orders.
 *
 * @param name names the door, once in the site; its route is {@code door-<name>}
 * @param tenant whose orders they are
 * @param topic or a filter whose first level is a name
 * @param replies where answers go, and below which a message may name its own topic for them; default {@code <topic>/reply}
 * @param mapping of {@code mappings/} that makes our orders of foreign JSON; empty where messages are ours
 * @param maxMessage largest message, 1kB to 2MB, default 1MB
 * @param connection to its own broker; empty for that of {@code site.yaml}
 * @param at where it stands
 */
public record MqttDoorConfig(
        String name,
        TenantId tenant,
        String topic,
        String replies,
        Optional<String> mapping,
        ByteSize maxMessage,
        Optional<BrokerConfig> connection,
        Position at) {}
