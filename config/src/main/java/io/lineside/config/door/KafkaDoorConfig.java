package io.lineside.config.door;

import io.lineside.config.source.ByteSize;
import io.lineside.model.TenantId;
import java.util.Optional;

/**
 * Topics of a Kafka cluster: orders that come in, events of orders that go out, or both.
 *
 * @param name names the door, once in the site
 * @param brokers to begin with, {@code host:port} parted by commas
 * @param orders empty where none come in
 * @param events empty where none go out
 */
public record KafkaDoorConfig(
        String name, String brokers, KafkaSecurity security, Optional<Orders> orders, Optional<Events> events) {
    /**
     * Orders that come in.
     *
     * @param group consumer group, whose offsets say how far the topic was read; default {@code lineside-<name>}
     * @param mapping of {@code mappings/} that makes our orders of foreign JSON; empty where records are ours
     * @param replies topic for what became of each record; empty for none
     * @param maxRecord largest record, 1kB to 2MB, default 1MB
     */
    public record Orders(
            String topic,
            TenantId tenant,
            String group,
            Optional<String> mapping,
            Optional<String> replies,
            ByteSize maxRecord) {}

    /** Events that go out, of the orders of a tenant. */
    public record Events(String topic, TenantId tenant) {}
}
