package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnectorProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The JSON Schemas that editors complete site files by say what the readers take. Run with
 * {@code -Dlineside.schema.write=true} to write what connectors say about their own keys into the line's schema.
 */
class SiteSchemaTest {
    private static final Path FOLDER = Path.of("../../config/schema");
    private static final Path SITES = Path.of("../../config/sites");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ALLOWED = Pattern.compile(".*zzz: is not a known key; allowed: (.*)");

    private static final List<String> TOP = List.of("site.yaml", "platforms.yaml", "doors.yaml");

    @TempDir
    private Path folder;

    /** A schema, a file that has every kind of block, and where the file stands in a site. */
    private record Kind(String name, String file, JsonNode sample) {}

    @ParameterizedTest
    @ValueSource(strings = {"site", "product", "line", "line-tags", "line-mqtt", "platforms", "doors"})
    void schemaAndReaderKnowTheSameKeys(String sample) throws IOException {
        // Given
        Kind kind = kind(sample);
        JsonNode schema = schema(kind.name());
        var walk = new Walk(schema);

        // When
        walk.visit(kind.sample(), schema, "");

        // Then
        assertThat(validator(schema).validate(kind.sample()))
                .as("the sample is right")
                .isEmpty();
        assertThat(walk.blocks).isNotEmpty();
        for (Map.Entry<List<Object>, Set<String>> block : walk.blocks.entrySet()) {
            JsonNode broken = kind.sample().deepCopy();
            ((ObjectNode) at(broken, block.getKey())).put("zzz", 1);
            assertThat(validator(schema).validate(broken))
                    .as("refuses an unknown key")
                    .isNotEmpty();
            assertThat(allowed(kind.file(), broken))
                    .as("keys of " + block.getKey() + ", of which config/schema has others")
                    .isEqualTo(block.getValue());
        }
        if (!kind.name().equals("line")) {
            assertThat(walk.unvisited())
                    .as("blocks of the schema that no file has")
                    .isEmpty();
        }
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SITES)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("plant.yaml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileOfOurSitesIsValidAndNamesItsSchema(Path file) throws IOException {
        // Given
        Path folder = Objects.requireNonNull(file.getParent());
        String kind = file.endsWith("site.yaml")
                ? "site"
                : file.endsWith("doors.yaml") ? "doors" : folder.endsWith("lines") ? "line" : "product";
        String first = Files.readAllLines(file).get(0);

        // Then
        assertThat(validator(schema(kind)).validate(yaml(Files.readString(file))))
                .isEmpty();
        Path named = folder.resolve(first.replace("# yaml-language-server: $schema=", ""));
        assertThat(Files.isSameFile(named, FOLDER.resolve(kind + ".schema.json")))
                .isTrue();
    }

    @Test
    void lineSchemaHasWhatConnectorsSayAboutTheirKeys() throws IOException {
        // Given
        ObjectNode line = (ObjectNode) schema("line");

        // When
        ObjectNode expected = line.deepCopy();
        connections(expected);

        // Then
        if (Boolean.getBoolean("lineside.schema.write")) {
            Files.writeString(
                    FOLDER.resolve("line.schema.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(expected) + "\n");
        } else {
            assertThat(line).isEqualTo(expected);
        }
    }

    private static void connections(ObjectNode line) {
        ArrayNode protocols = JSON.createArrayNode();
        ArrayNode allOf = JSON.createArrayNode();
        ObjectNode definitions = JSON.createObjectNode();
        LineRegistry.providers().stream()
                .sorted(Comparator.comparing(LineConnectorProvider::protocol))
                .forEach(provider -> {
                    String protocol = provider.protocol();
                    protocols.add(protocol);
                    ObjectNode rule = allOf.addObject();
                    rule.putObject("if")
                            .putObject("properties")
                            .putObject("protocol")
                            .put("const", protocol);
                    rule.putObject("then")
                            .putObject("properties")
                            .putObject("connection")
                            .put("$ref", "#/$defs/" + protocol);
                    definitions.set(protocol, connection(provider));
                });
        ((ObjectNode) line.path("properties")).putObject("protocol").set("enum", protocols);
        line.set("allOf", allOf);
        line.set("$defs", definitions);
    }

    private static ObjectNode connection(LineConnectorProvider provider) {
        ObjectNode block = JSON.createObjectNode();
        block.put("type", "object");
        ObjectNode properties = block.putObject("properties");
        for (ConnectionSetting setting : provider.settings()) {
            ObjectNode property = properties.putObject(setting.key());
            property.put("description", setting.meaning());
            property.put(
                    "type",
                    switch (setting.type()) {
                        case FLAG -> "boolean";
                        case WHOLE -> "integer";
                        case MAP -> "object";
                        default -> "string";
                    });
            if (!setting.allowed().isEmpty()) {
                setting.allowed().forEach(property.withArray("enum")::add);
            }
        }
        block.put("additionalProperties", false);
        return block;
    }

    /** Follows a file and its schema, and finds every block with fixed keys. */
    private static final class Walk {
        private final JsonNode root;
        private final Map<List<Object>, Set<String>> blocks = new LinkedHashMap<>();
        private final Set<JsonNode> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<Object> path = new ArrayList<>();

        Walk(JsonNode root) {
            this.root = root;
        }

        void visit(JsonNode value, JsonNode given, String protocol) {
            JsonNode schema = branch(value, given);
            if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    enter(i, value.get(i), schema.path("items"), protocol);
                }
            } else if (value.isObject()) {
                block(value, schema, value.path("protocol").asText(protocol));
            }
        }

        private void block(JsonNode value, JsonNode schema, String protocol) {
            JsonNode properties = schema.path("properties");
            if (properties.isObject()) {
                visited.add(schema);
                Set<String> keys = new TreeSet<>();
                properties.fieldNames().forEachRemaining(keys::add);
                blocks.put(List.copyOf(path), keys);
            }
            value.properties().forEach(entry -> {
                JsonNode below = properties.path(entry.getKey());
                boolean connection = entry.getKey().equals("connection") && !protocol.isEmpty();
                JsonNode next = connection
                        ? root.path("$defs").path(protocol)
                        : below.isMissingNode() ? schema.path("additionalProperties") : below;
                enter(entry.getKey(), entry.getValue(), next, protocol);
            });
        }

        private void enter(Object step, JsonNode value, JsonNode schema, String protocol) {
            path.add(step);
            visit(value, schema, protocol);
            path.remove(path.size() - 1);
        }

        private JsonNode branch(JsonNode value, JsonNode given) {
            JsonNode schema = given;
            while (schema.has("$ref")) {
                schema = root.at(schema.path("$ref").asText().substring(1));
            }
            for (JsonNode option :
                    schema.has("oneOf") && !schema.has("properties") ? schema.path("oneOf") : schema.path("anyOf")) {
                JsonNode branch = branch(value, option);
                JsonNode type = branch.path("properties").path("type").path("const");
                boolean typed = type.isMissingNode() || type.equals(value.path("type"));
                if (typed && branch.path("type").asText().equals("object") == value.isObject()) {
                    return branch;
                }
            }
            return schema;
        }

        List<String> unvisited() {
            var left = new ArrayList<String>();
            unvisited(root, "", left);
            return left;
        }

        private void unvisited(JsonNode schema, String at, List<String> left) {
            if (schema.path("type").isTextual() && schema.path("properties").isObject() && !visited.contains(schema)) {
                left.add(at);
            }
            schema.properties().forEach(entry -> unvisited(entry.getValue(), at + "/" + entry.getKey(), left));
            for (int i = 0; schema.isArray() && i < schema.size(); i++) {
                unvisited(schema.get(i), at + "/" + i, left);
            }
        }
    }

    private Set<String> allowed(String file, JsonNode broken) throws IOException {
        for (String name : List.of("site.yaml", "platforms.yaml", "doors.yaml", "lines/l.yaml", "products/p.yaml")) {
            Path path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, name.equals(file) ? broken.toString() : good(name));
        }
        Files.writeString(folder.resolve("products/p.svg"), "<svg/>");
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(folder.resolve("mappings/shop.jq"), ".");
        SiteResult result = SiteLoader.load(folder, LineRegistry.providers());
        return ((SiteResult.Faulty) result)
                .faults().stream()
                        .map(fault -> ALLOWED.matcher(fault.path() + ": " + fault.message()))
                        .filter(Matcher::matches)
                        .map(found -> (Set<String>)
                                new TreeSet<>(List.of(found.group(1).split(", ", -1))))
                        .findFirst()
                        .orElse(new HashSet<>());
    }

    private static String good(String name) throws IOException {
        return resource(TOP.contains(name) ? name.replace(".yaml", "") : name.startsWith("lines") ? "line" : "product");
    }

    private static Kind kind(String sample) throws IOException {
        String name = sample.startsWith("line") ? "line" : sample;
        String file = TOP.contains(name + ".yaml")
                ? name + ".yaml"
                : name.equals("line") ? "lines/l.yaml" : "products/p.yaml";
        return new Kind(name, file, yaml(resource(sample)));
    }

    private static JsonNode at(JsonNode root, List<Object> path) {
        JsonNode node = root;
        for (Object step : path) {
            node = step instanceof Integer index ? node.get(index) : node.path((String) step);
        }
        return node;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SiteSchemaTest.class.getResourceAsStream("/full-site/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode yaml(String text) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static JsonNode schema(String name) throws IOException {
        return JSON.readTree(Files.readString(FOLDER.resolve(name + ".schema.json")));
    }

    private static Schema validator(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
