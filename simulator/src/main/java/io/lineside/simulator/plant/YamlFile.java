package io.lineside.simulator.plant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML file with the places of its keys. */
final class YamlFile {
    private YamlFile() {}

    /** The file's root; null with a fault when it is empty, a {@link PlantFaultsException} when it is no YAML. */
    static @Nullable Node parse(Path file, String content, Faults faults) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setUseMarks(true)
                    .build();
            Optional<Node> node = new Compose(settings).composeString(Files.readString(file));
            if (node.isEmpty()) {
                faults.add("must describe " + content + ", was empty");
            }
            return node.orElse(null);
        } catch (MarkedYamlEngineException e) {
            String position = e.getProblemMark().map(Faults::position).orElse("");
            throw new PlantFaultsException(List.of(file + position + ": must be YAML: " + e.getProblem()));
        } catch (IOException | YamlEngineException e) {
            throw new PlantFaultsException(List.of(file + ": must be a YAML file that can be read: " + e));
        }
    }
}
