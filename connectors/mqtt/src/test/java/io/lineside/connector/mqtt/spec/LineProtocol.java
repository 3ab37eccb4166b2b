package io.lineside.connector.mqtt.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The line protocol as the files of {@code spec} say it: which message a message is, and whether it is a proper one. */
public final class LineProtocol {
    /** Where the page, the schemas and the AsyncAPI document are. */
    public static final Path FOLDER = Path.of("spec");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AsyncApi api = AsyncApi.read(FOLDER.resolve("asyncapi.yaml"));
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(LineProtocol::text));
    private final Map<String, Schema> schemas = new TreeMap<>();

    /**
     * What a message turned out to be.
     *
     * @param message its name in the AsyncAPI document; empty for none of them
     * @param body empty for an empty message
     */
    public record Reading(String channel, String message, JsonNode body) {}

    /** The document that names channels, messages and operations. */
    public AsyncApi api() {
        return api;
    }

    /** Finds the one message of the topic's channel whose schema the payload fits; anything else is an error. */
    public Reading read(String topic, byte[] payload) {
        String channel = api.channelOf(topic)
                .orElseThrow(() -> new AssertionError("no channel of asyncapi.yaml has the topic " + topic));
        JsonNode body = parse(payload);
        var fitting = new TreeMap<String, String>();
        var faults = new TreeMap<String, List<Error>>();
        api.messagesOf(channel).forEach((message, schema) -> {
            List<Error> errors = validate(schema, body);
            if (errors.isEmpty()) {
                fitting.put(message, schema);
            } else {
                faults.put(message, errors);
            }
        });
        if (fitting.size() != 1) {
            throw new AssertionError("on " + topic + " there must be one of " + faults.keySet() + ", fits "
                    + fitting.keySet() + ", was " + new String(payload, StandardCharsets.UTF_8) + "\n" + faults);
        }
        return new Reading(channel, fitting.firstKey(), body);
    }

    /** What is wrong with a body by a schema file. */
    public List<Error> validate(String schema, JsonNode body) {
        return schemas.computeIfAbsent(schema, this::load).validate(body);
    }

    private Schema load(String file) {
        return registry.getSchema(SchemaLocation.of(FOLDER.resolve(file).toUri().toString()));
    }

    private static String text(String uri) {
        try {
            return Files.readString(Path.of(URI.create(uri)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] payload) {
        try {
            return payload.length == 0 ? TextNode.valueOf("") : JSON.readTree(payload);
        } catch (IOException e) {
            throw new AssertionError("must be JSON, was " + new String(payload, StandardCharsets.UTF_8), e);
        }
    }
}
