package io.lineside.config.door;

import io.lineside.config.source.Block;
import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Value;
import io.lineside.model.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code kafka} of {@code doors.yaml}. Confined to the loading thread. */
final class KafkaDoorReader {
    private static final Pattern BROKERS = Pattern.compile("[A-Za-z0-9._-]+:\\d{1,5}(,[A-Za-z0-9._-]+:\\d{1,5})*");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final ByteSize SMALLEST = new ByteSize(1_000);
    private static final ByteSize LARGEST = new ByteSize(2_000_000);
    private static final ByteSize USUAL = new ByteSize(1_000_000);

    private final DoorKeys keys;

    KafkaDoorReader(DoorKeys keys) {
        this.keys = keys;
    }

    List<KafkaDoorConfig> read(Value value) {
        return value.isPresent() ? value.list(this::door) : List.of();
    }

    private Optional<KafkaDoorConfig> door(Value value) {
        Block block = value.block("name", "brokers", "security", "orders", "events");
        Optional<String> name = keys.name(block.required("name"));
        Optional<String> brokers =
                text(block.required("brokers"), BROKERS, "must be host:port, several parted by commas");
        Optional<KafkaSecurity> security = new KafkaSecurityReader(keys).read(block.optional("security"));
        Value in = block.optional("orders");
        Value out = block.optional("events");
        Optional<KafkaDoorConfig.Orders> orders = in.isPresent() ? orders(in, name) : Optional.empty();
        Optional<KafkaDoorConfig.Events> events = out.isPresent() ? events(out) : Optional.empty();
        if (!in.isPresent() && !out.isPresent()) {
            value.fault("must have orders or events, had neither");
        }
        return block.make(() ->
                new KafkaDoorConfig(name.orElseThrow(), brokers.orElseThrow(), security.orElseThrow(), orders, events));
    }

    private Optional<KafkaDoorConfig.Orders> orders(Value value, Optional<String> door) {
        Block block = value.block("topic", "tenant", "group", "mapping", "replies", "maxRecord");
        Optional<String> topic = topic(block.required("topic"));
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        Optional<String> group = topic(block.optional("group"));
        Optional<String> mapping = keys.mapping(block.optional("mapping"));
        Value answers = block.optional("replies");
        Optional<String> replies = topic(answers);
        if (replies.isPresent() && replies.equals(topic)) {
            answers.fault("must be another topic than that of the orders, was " + answers.shown());
        }
        ByteSize maxRecord = DoorKeys.size(block.optional("maxRecord"), SMALLEST, LARGEST, USUAL);
        return block.make(() -> new KafkaDoorConfig.Orders(
                topic.orElseThrow(),
                tenant.orElseThrow(),
                group.orElse("lineside-" + door.orElse("")),
                mapping,
                replies,
                maxRecord));
    }

    private static Optional<KafkaDoorConfig.Events> events(Value value) {
        Block block = value.block("topic", "tenant");
        Optional<String> topic = topic(block.required("topic"));
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        return block.make(() -> new KafkaDoorConfig.Events(topic.orElseThrow(), tenant.orElseThrow()));
    }

    private static Optional<String> topic(Value value) {
        return text(value, TOPIC, "must match " + TOPIC);
    }

    private static Optional<String> text(Value value, Pattern pattern, String rule) {
        return value.id(text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(rule + ", was '" + text + "'");
            }
            return text;
        });
    }
}
