package io.lineside.connector.mqtt.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The AsyncAPI document of the line protocol, as far as messages are held against it. Immutable. */
public final class AsyncApi {
    private final JsonNode document;

    private AsyncApi(JsonNode document) {
        this.document = document;
    }

    /** Reads a document; references are followed where they are needed. */
    public static AsyncApi read(Path file) {
        try {
            Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return new AsyncApi(new ObjectMapper().valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The addresses of its channels, with their parameters in braces. */
    public Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        document.path("channels")
                .properties()
                .forEach(channel -> addresses.put(
                        channel.getKey(), channel.getValue().path("address").asText()));
        return addresses;
    }

    /** The channel that a topic belongs to. */
    public Optional<String> channelOf(String topic) {
        return addresses().entrySet().stream()
                .filter(channel -> pattern(channel.getValue()).matcher(topic).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A prefix has one level or more, any other parameter one. */
    private static Pattern pattern(String address) {
        return Pattern.compile(address.replace("{prefix}", "[^+#]+").replaceAll("\\{\\w+}", "[^+#/]+"));
    }

    /** The files of the payload schemas of a channel's messages, by message. */
    public Map<String, String> messagesOf(String channel) {
        Map<String, String> schemas = new LinkedHashMap<>();
        document.path("channels")
                .path(channel)
                .path("messages")
                .properties()
                .forEach(message -> schemas.put(message.getKey(), schemaOf(message.getValue())));
        return schemas;
    }

    private String schemaOf(JsonNode message) {
        return resolved(message).path("payload").path("$ref").asText();
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        JsonNode target = document.at(reference.substring(1));
        if (target.isMissingNode()) {
            throw new IllegalStateException("asyncapi.yaml: nothing is at " + reference);
        }
        return target;
    }

    /** What must be seen before every operation has been: operation and message, with its answer where it has one. */
    public Set<String> exchanges() {
        Set<String> exchanges = new LinkedHashSet<>();
        document.path("operations").properties().forEach(operation -> {
            List<String> replies = names(operation.getValue().path("reply").path("messages"));
            for (String message : names(operation.getValue().path("messages"))) {
                exchanges.add(message);
                replies.forEach(reply -> exchanges.add(message + " -> " + reply));
            }
        });
        return exchanges;
    }

    private static List<String> names(JsonNode references) {
        List<String> names = new ArrayList<>();
        references.forEach(reference -> {
            String path = reference.path("$ref").asText();
            names.add(path.substring(path.lastIndexOf('/') + 1));
        });
        return names;
    }
}
