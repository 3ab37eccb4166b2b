package io.lineside.config.door;

import io.lineside.config.source.Block;
import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Secret;
import io.lineside.config.source.Value;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the {@code mqtt} of {@code doors.yaml}; what only the protocol can judge is judged there. Confined to the loading thread. */
final class MqttDoorReader {
    private static final ByteSize SMALLEST = new ByteSize(1_000);
    private static final ByteSize LARGEST = new ByteSize(2_000_000);
    private static final ByteSize USUAL = new ByteSize(1_000_000);

    private final DoorKeys keys;

    MqttDoorReader(DoorKeys keys) {
        this.keys = keys;
    }

    List<MqttDoorConfig> read(Value value) {
        return value.isPresent() ? value.list(this::door) : List.of();
    }

    private Optional<MqttDoorConfig> door(Value value) {
        Block block = value.block("name", "tenant", "topic", "replies", "mapping", "maxMessage", "connection");
        Optional<String> name = keys.name(block.required("name"));
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        Optional<String> topic = block.required("topic").text();
        Optional<String> replies = block.optional("replies").text();
        Optional<String> mapping = keys.mapping(block.optional("mapping"));
        ByteSize maxMessage = DoorKeys.size(block.optional("maxMessage"), SMALLEST, LARGEST, USUAL);
        Optional<BrokerConfig> connection = connection(block.optional("connection"));
        return block.make(() -> new MqttDoorConfig(
                name.orElseThrow(),
                tenant.orElseThrow(),
                topic.orElseThrow(),
                replies.orElse(topic.get() + "/reply"),
                mapping,
                maxMessage,
                connection,
                value.at()));
    }

    private Optional<BrokerConfig> connection(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("broker", "username", "password", "caFile", "certFile", "keyFile");
        Optional<String> broker = block.required("broker").text();
        Optional<String> username = block.optional("username").text();
        Optional<Secret> password = block.optional("password").secret();
        Optional<Path> caFile = keys.file(block.optional("caFile"));
        Optional<Path> certFile = keys.file(block.optional("certFile"));
        Optional<Path> keyFile = keys.file(block.optional("keyFile"));
        return block.make(() -> new BrokerConfig(broker.orElseThrow(), username, password, caFile, certFile, keyFile));
    }
}
