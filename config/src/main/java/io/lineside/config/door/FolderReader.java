package io.lineside.config.door;

import io.lineside.config.source.Block;
import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Value;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code folders} of {@code doors.yaml}. Confined to the loading thread. */
final class FolderReader {
    private static final ByteSize SMALLEST = new ByteSize(1_000);
    private static final ByteSize LARGEST = new ByteSize(64_000_000);
    private static final ByteSize USUAL = new ByteSize(8_000_000);

    private final DoorKeys keys;
    private final Map<Path, String> paths = new HashMap<>();

    FolderReader(DoorKeys keys) {
        this.keys = keys;
    }

    List<FolderConfig> read(Value value) {
        return value.isPresent() ? value.list(this::folder) : List.of();
    }

    private Optional<FolderConfig> folder(Value value) {
        Block block = value.block("name", "tenant", "path", "mapping", "every", "maxFile");
        Optional<String> name = keys.name(block.required("name"));
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        Path path = keys.path(block.optional("path"), "inbox", name);
        Optional<String> mapping = keys.mapping(block.optional("mapping"));
        Duration every = DoorKeys.every(block.optional("every"));
        Value most = block.optional("maxFile");
        ByteSize maxFile =
                most.isPresent() ? most.scalar().size(SMALLEST, LARGEST).orElse(USUAL) : USUAL;
        String first = paths.putIfAbsent(path, name.orElse(""));
        if (first != null) {
            Value own = block.optional("path");
            own.fault("must be another folder than that of door '" + first + "', was " + own.shown());
        }
        return block.make(
                () -> new FolderConfig(name.orElseThrow(), tenant.orElseThrow(), path, mapping, every, maxFile));
    }
}
