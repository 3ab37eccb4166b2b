package io.lineside.config.door;

import io.lineside.config.source.Block;
import io.lineside.config.source.Secret;
import io.lineside.config.source.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the {@code security} of a Kafka door. Confined to the loading thread. */
final class KafkaSecurityReader {
    private final DoorKeys keys;

    KafkaSecurityReader(DoorKeys keys) {
        this.keys = keys;
    }

    Optional<KafkaSecurity> read(Value value) {
        if (!value.isPresent()) {
            return Optional.of(KafkaSecurity.NONE);
        }
        Block block = value.block("protocol", "mechanism", "username", "password", "caFile", "certFile", "keyFile");
        Optional<KafkaSecurity.Protocol> protocol =
                block.required("protocol").word(KafkaSecurity.Protocol.values(), KafkaSecurity.Protocol::name);
        boolean login = protocol.filter(KafkaSecurity.Protocol::login).isPresent();
        boolean encrypted = protocol.filter(KafkaSecurity.Protocol::encrypted).isPresent();
        if (protocol.isPresent() && !login) {
            block.refuse(List.of("mechanism", "username", "password"), "needs a protocol of SASL");
        }
        if (protocol.isPresent() && !encrypted) {
            block.refuse(List.of("caFile", "certFile", "keyFile"), "needs a protocol of SSL");
        }
        Optional<KafkaSecurity.Login> account = login ? login(block) : Optional.empty();
        Optional<Path> caFile = keys.file(block.optional("caFile"));
        Optional<Path> certFile = keys.file(block.optional("certFile"));
        Optional<Path> keyFile =
                keys.file((certFile.isPresent() ? block.required("keyFile") : block.optional("keyFile")));
        if (keyFile.isPresent() && certFile.isEmpty()) {
            block.required("certFile");
        }
        return block.make(() -> new KafkaSecurity(protocol.orElseThrow(), account, caFile, certFile, keyFile));
    }

    private static Optional<KafkaSecurity.Login> login(Block block) {
        Optional<KafkaSecurity.Mechanism> mechanism =
                block.required("mechanism").word(KafkaSecurity.Mechanism.values(), KafkaSecurity.Mechanism::word);
        Optional<String> username = block.required("username").text();
        Optional<Secret> password = block.required("password").secret();
        return mechanism.flatMap(
                how -> username.flatMap(name -> password.map(secret -> new KafkaSecurity.Login(how, name, secret))));
    }
}
