package io.lineside.config;

import io.lineside.config.door.BrokerConfig;
import io.lineside.config.door.DoorsConfig;
import io.lineside.config.door.MappingConfig;
import io.lineside.config.door.MqttDoorConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineSettings;
import io.lineside.model.topic.OrderTopicSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole site folder, checked.
 *
 * @param folder where it was read from
 * @param enterprise top of the equipment hierarchy
 * @param site second level of the equipment hierarchy
 * @param gateway names this gateway to brokers and servers, default {@code lineside}
 * @param certificates folder of the gateway's own, trusted and rejected certificates; in the site folder unless written
 *     as an absolute path; default {@code certificates}
 * @param reload how changes of its files come into force
 * @param retention what is not kept for ever
 * @param log what is logged, and how it looks
 * @param traces where they go; empty for nowhere
 * @param mqtt empty where the site has no broker of its own
 * @param platforms who may use the platform API; empty where everybody on this machine may
 * @param doors other ways in and out than the platform API
 * @param mappings of foreign orders to ours, by name
 * @param lines by id
 * @param products by id and version
 */
public record Site(
        Path folder,
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
        Optional<MqttConfig> mqtt,
        Optional<PlatformsConfig> platforms,
        DoorsConfig doors,
        List<MappingConfig> mappings,
        List<LineConfig> lines,
        List<ProductConfig> products) {
    /** Copies the lists. */
    public Site {
        mappings = List.copyOf(mappings);
        lines = List.copyOf(lines);
        products = List.copyOf(products);
    }

    /** The line with this id, if the site has it. */
    public Optional<LineConfig> line(EquipmentId id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }

    /** What the line's connector needs to know. */
    public LineSettings settings(LineConfig line, Clock clock) {
        return new LineSettings(
                line.id(), gateway, line.equipmentPath(), line.requestTimeout(), line.connection(), clock);
    }

    /** What hears a topic of orders needs to know. */
    public OrderTopicSettings topic(MqttDoorConfig door) {
        Map<String, String> connection = door.connection()
                .map(BrokerConfig::settings)
                .or(() -> mqtt.map(MqttConfig::settings))
                .orElse(Map.of());
        return new OrderTopicSettings(
                door.name(),
                gateway,
                door.topic(),
                door.replies(),
                Math.toIntExact(door.maxMessage().bytes()),
                connection);
    }
}
