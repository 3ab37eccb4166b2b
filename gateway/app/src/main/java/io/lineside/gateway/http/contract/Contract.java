package io.lineside.gateway.http.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An OpenAPI 3.1 document of one of the gateway's ports. Immutable.
 *
 * @param text as it is in the repository and as it is served
 * @param root the same, parsed
 * @param operations in the order of the document
 */
public record Contract(String text, Map<String, Object> root, List<Operation> operations) {
    /** The platform API. */
    public static final String PLATFORM = "openapi.yaml";
    /** The management port. */
    public static final String MANAGEMENT = "management.yaml";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    /** Copies the list. */
    public Contract {
        operations = List.copyOf(operations);
    }

    /**
     * One operation.
     *
     * @param method in upper case
     * @param path with its parameters in braces
     * @param takes the media types of its body; empty for none
     * @param query what may stand in its query
     * @param node as it stands in the document
     */
    public record Operation(
            String id, String method, String path, Set<String> takes, QueryRules query, Map<String, Object> node) {
        /** Copies the set. */
        public Operation {
            takes = Set.copyOf(takes);
        }

        /** Whether everybody may use it: the document says so in as many words, {@code security: []}. */
        public boolean isPublic() {
            return node.containsKey("security") && scope().isEmpty();
        }

        /** The scope that a credential needs for it; empty where it needs none. */
        public Optional<String> scope() {
            return list(node.get("security")).stream()
                    .flatMap(way -> object(way).values().stream())
                    .flatMap(scopes -> list(scopes).stream())
                    .map(String::valueOf)
                    .findFirst();
        }
    }

    /** Reads a document of the program by its name. */
    public static Contract named(String name) {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(name), name)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own " + name + " can not be read", e);
        }
    }

    /** Reads a document; one that is no OpenAPI document of ours is a bug and fails. */
    public static Contract read(String text) {
        Object parsed = new Load(LoadSettings.builder().build()).loadFromString(text);
        Map<String, Object> root = object(parsed);
        List<Operation> operations = new ArrayList<>();
        object(root.get("paths")).forEach((path, item) -> object(item).forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                operations.add(operation(root, path, method, object(operation)));
            }
        }));
        return new Contract(text, root, operations);
    }

    private static Operation operation(Map<String, Object> root, String path, String method, Map<String, Object> node) {
        if (!(node.get("operationId") instanceof String id)) {
            throw new IllegalArgumentException(path + " " + method + ": must have an operationId");
        }
        Set<String> takes = object(
                        object(resolved(root, node.get("requestBody"))).get("content"))
                .keySet();
        List<Map<String, Object>> query = list(node.get("parameters")).stream()
                .map(parameter -> resolved(root, parameter))
                .filter(parameter -> "query".equals(parameter.get("in")))
                .map(parameter -> Map.of(
                        "name", String.valueOf(parameter.get("name")),
                        "required", Boolean.TRUE.equals(parameter.get("required")),
                        "schema", schema(root, parameter.get("schema"))))
                .toList();
        return new Operation(id, method.toUpperCase(Locale.ROOT), path, takes, QueryRules.of(query), node);
    }

    /** The schema of a parameter with nothing in it that stands elsewhere. */
    private static Map<String, Object> schema(Map<String, Object> root, @Nullable Object part) {
        var schema = new LinkedHashMap<>(resolved(root, part));
        schema.computeIfPresent("items", (key, items) -> resolved(root, items));
        return schema;
    }

    /** A part of the document as an object, following a {@code $ref} within it; empty where there is none. */
    public Map<String, Object> resolved(@Nullable Object part) {
        return resolved(root, part);
    }

    private static Map<String, Object> resolved(Map<String, Object> root, @Nullable Object part) {
        Map<String, Object> node = object(part);
        if (!(node.get("$ref") instanceof String ref)) {
            return node;
        }
        Map<String, Object> target = root;
        for (String step : ref.substring("#/".length()).split("/", -1)) {
            target = object(target.get(step));
        }
        if (target.isEmpty()) {
            throw new IllegalArgumentException(ref + ": is nowhere in the contract");
        }
        return resolved(root, target);
    }

    static Map<String, Object> object(@Nullable Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            return Map.of();
        }
        var object = new LinkedHashMap<String, Object>();
        // A key of YAML may be a number, as 200 is.
        map.forEach((key, value) -> {
            if (value != null) {
                object.put(String.valueOf(key), value);
            }
        });
        return object;
    }

    static List<Object> list(@Nullable Object node) {
        return node instanceof List<?> list ? List.copyOf(list) : List.of();
    }
}
