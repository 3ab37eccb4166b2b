package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.NodeName;
import io.lineside.model.line.LineSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the tags of a line are.
 *
 * @param tags every tag, the heartbeat and the spec digest only where the PLC has them
 * @param parameters the data tag of each parameter that the line takes, by the parameter's id
 */
record TagMap(Map<Tag, NodeName> tags, Map<String, NodeName> parameters) {
    private static final String TAGS = "tags";
    private static final String PARAMETERS = "parameters";

    TagMap {
        tags = Map.copyOf(tags);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads {@code tags} and {@code parameters}; a tag that is not mapped has its own name in {@code namespace}.
     *
     * @throws IllegalArgumentException with path, rule and value
     */
    static TagMap read(LineSettings line) {
        Map<String, String> mapped = line.settings(TAGS);
        mapped.keySet().stream()
                .filter(word -> Tag.ofWord(word).isEmpty())
                .findFirst()
                .ifPresent(word -> {
                    throw new IllegalArgumentException(path(line, TAGS) + ": has no tag '" + word + "'; allowed: "
                            + Arrays.stream(Tag.values()).map(Tag::word).collect(Collectors.joining(", ")));
                });
        var tags = new EnumMap<Tag, NodeName>(Tag.class);
        for (Tag tag : Tag.values()) {
            Optional<String> node = Optional.ofNullable(mapped.get(tag.word())).or(() -> line.setting("namespace")
                    .filter(uri -> tag != Tag.SPEC_DIGEST)
                    .map(uri -> inNamespace(uri, tag)));
            node.ifPresent(text -> tags.put(tag, node(line, TAGS + "." + tag.word(), text)));
            if (node.isEmpty() && !tag.isOptional()) {
                throw new IllegalArgumentException(path(line, TAGS + "." + tag.word())
                        + ": is required where connection.namespace is absent, was absent");
            }
        }
        var parameters = new LinkedHashMap<String, NodeName>();
        line.settings(PARAMETERS).forEach((id, text) -> parameters.put(id, node(line, PARAMETERS + "." + id, text)));
        return new TagMap(tags, parameters);
    }

    /** Where a tag is that is not mapped. */
    static String inNamespace(String uri, Tag tag) {
        return "nsu=" + uri + ";s=" + tag.word();
    }

    NodeName node(Tag tag) {
        NodeName node = tags.get(tag);
        if (node == null) {
            throw new IllegalStateException("tag " + tag.word() + " is not mapped");
        }
        return node;
    }

    private static NodeName node(LineSettings line, String key, String text) {
        try {
            return NodeName.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(path(line, key) + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static String path(LineSettings line, String key) {
        return "lines." + line.line() + ".connection." + key;
    }
}
