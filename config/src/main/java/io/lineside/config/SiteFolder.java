package io.lineside.config;

import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the files of a site. Confined to the loading thread. */
record SiteFolder(Path folder, FaultLog faults) {
    /** The YAML files of a sub-folder, by name, relative to the site; none where the sub-folder does not exist. */
    List<Path> yamlFiles(String name) {
        return files(name, this::isRead);
    }

    /** The jq programs of a sub-folder, by name, relative to the site; none where the sub-folder does not exist. */
    List<Path> jqFiles(String name) {
        return files(name, file -> {
            String text = String.valueOf(file.getFileName());
            return text.endsWith(".jq") && !text.startsWith(".");
        });
    }

    private List<Path> files(String name, Predicate<Path> wanted) {
        Path place = folder.resolve(name);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> Path.of(name, String.valueOf(file.getFileName())))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            faults.add(
                    Position.startOf(Path.of(name)),
                    "must be a readable folder, was not (" + e.getClass().getSimpleName() + ")");
            return List.of();
        }
    }

    private boolean isRead(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".yml")) {
            faults.add(Position.startOf(file), "file name must end in .yaml to be read, was '" + name + "'");
        }
        return name.endsWith(".yaml") && !name.startsWith(".");
    }
}
