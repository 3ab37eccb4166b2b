package io.lineside.gateway.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the files of a site look from outside, so that a change is noticed without reading them. Works where files are
 * replaced by others of the same size and age, and on file systems that tell nobody of changes.
 *
 * @param files what is known of each file that the gateway reads, by its path below the site
 */
record FolderPrint(Map<String, String> files) {
    /** The files as they are now. A file that can not be looked at counts as one that is not there. */
    static FolderPrint of(Path folder) {
        Map<String, String> files = new TreeMap<>();
        note(folder, folder.resolve("site.yaml"), files);
        note(folder, folder.resolve("platforms.yaml"), files);
        note(folder, folder.resolve("doors.yaml"), files);
        for (String name : List.of("lines", "products", "mappings")) {
            Path place = folder.resolve(name);
            if (Files.isDirectory(place)) {
                try (Stream<Path> found = Files.list(place)) {
                    found.filter(file -> isRead(file.toString())).forEach(file -> note(folder, file, files));
                } catch (IOException | UncheckedIOException e) {
                    files.put(name, "can not be listed");
                }
            }
        }
        return new FolderPrint(files);
    }

    private static boolean isRead(String file) {
        return file.endsWith(".yaml") || file.endsWith(".jq");
    }

    private static void note(Path folder, Path file, Map<String, String> files) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            files.put(
                    folder.relativize(file).toString(),
                    seen.size() + " " + seen.lastModifiedTime() + " " + seen.fileKey());
        } catch (IOException e) {
            files.remove(folder.relativize(file).toString());
        }
    }
}
