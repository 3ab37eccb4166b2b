package io.lineside.config.door;

import io.lineside.config.source.Block;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Secrets;
import io.lineside.config.source.Value;
import io.lineside.config.source.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code doors.yaml}, where a site has it: one reader for each kind of door. Confined to the loading thread. */
public final class DoorsReader {
    private static final Path FILE = Path.of("doors.yaml");

    private DoorsReader() {}

    /**
     * The doors of the file, {@link DoorsConfig#NONE} where there is no such file; empty after noting a fault.
     *
     * @param mappings of the site, of which doors may name one
     */
    public static Optional<DoorsConfig> read(Secrets secrets, List<MappingConfig> mappings, FaultLog faults) {
        Path folder = secrets.folder();
        if (!Files.exists(folder.resolve(FILE))) {
            return Optional.of(DoorsConfig.NONE);
        }
        var keys =
                new DoorKeys(folder, mappings.stream().map(MappingConfig::name).toList());
        return YamlFile.read(folder, FILE, secrets, faults).flatMap(value -> doors(value, keys));
    }

    private static Optional<DoorsConfig> doors(Value value, DoorKeys keys) {
        Block block = value.block("folders", "reports", "mqtt", "kafka");
        List<FolderConfig> folders = new FolderReader(keys).read(block.optional("folders"));
        List<ReportConfig> reports = new ReportReader(keys).read(block.optional("reports"));
        List<MqttDoorConfig> mqtt = new MqttDoorReader(keys).read(block.optional("mqtt"));
        List<KafkaDoorConfig> kafka = new KafkaDoorReader(keys).read(block.optional("kafka"));
        return block.make(() -> new DoorsConfig(folders, reports, mqtt, kafka));
    }
}
