package io.lineside.simulator.opcua.tags;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The PLC's retentive memory: every tag in one file, replaced whole at each change, so that it is all or nothing after
 * a power cut.
 *
 * <p>Thread-safe.
 */
final class TagMemory {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final List<Tag> tags;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private TagMemory(Path file, List<Tag> tags) {
        this.file = file;
        this.tags = List.copyOf(tags);
        tags.forEach(tag -> values.put(tag.name(), tag.kind().initial()));
    }

    /** Opens the memory of a line; {@code empty} is a PLC that has forgotten everything. */
    static TagMemory open(Path file, List<Tag> tags, boolean empty) {
        TagMemory memory = new TagMemory(file, tags);
        try {
            if (empty) {
                Files.deleteIfExists(file);
            } else if (Files.exists(file)) {
                memory.read(MAPPER.readTree(file.toFile()));
            }
            return memory;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": must be the memory of a PLC", e);
        }
    }

    List<Tag> tags() {
        return tags;
    }

    synchronized Object get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    synchronized TagImage image() {
        return new TagImage(values);
    }

    /** Sets tags at once, with the types that they have; they are in the file when this returns. */
    synchronized void set(Map<String, ?> changes) {
        values.putAll(changes);
        ObjectNode json = MAPPER.createObjectNode();
        values.forEach((name, value) -> json.put(name, value.toString()));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, json.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": must be a file that can be written", e);
        }
    }

    // A parameter that the plant file no longer has is dropped, a new one is as after a download.
    private void read(JsonNode json) {
        tags.stream()
                .filter(tag -> json.has(tag.name()))
                .forEach(tag -> values.put(
                        tag.name(), tag.kind().parse(json.path(tag.name()).asText())));
    }
}
