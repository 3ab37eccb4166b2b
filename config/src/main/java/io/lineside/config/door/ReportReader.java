package io.lineside.config.door;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the {@code reports} of {@code doors.yaml}. Confined to the loading thread. */
final class ReportReader {
    private final DoorKeys keys;

    ReportReader(DoorKeys keys) {
        this.keys = keys;
    }

    List<ReportConfig> read(Value value) {
        return value.isPresent() ? value.list(this::report) : List.of();
    }

    private Optional<ReportConfig> report(Value value) {
        Block block = value.block("name", "tenant", "path", "format", "every");
        Optional<String> name = keys.name(block.required("name"));
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        Path path = keys.path(block.optional("path"), "outbox", name);
        Optional<ReportConfig.Format> format =
                block.required("format").word(ReportConfig.Format.values(), ReportConfig.Format::word);
        Duration every = DoorKeys.every(block.optional("every"));
        return block.make(
                () -> new ReportConfig(name.orElseThrow(), tenant.orElseThrow(), path, format.orElseThrow(), every));
    }
}
