package io.lineside.gateway.http.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JSON that is almost as it should be. Confined to one thread. */
final class JsonNoise {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEP = 3_000;

    private final Noise noise;

    JsonNoise(Noise noise) {
        this.noise = noise;
    }

    /** A body made of the right one. */
    byte[] like(String right) {
        return switch (noise.below(10)) {
            case 0, 1, 2 -> noise.damaged(right.getBytes(StandardCharsets.UTF_8));
            case 3 -> strange().getBytes(StandardCharsets.UTF_8);
            case 4 -> twice(right).getBytes(StandardCharsets.UTF_8);
            default -> changed(right).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** The same tree with some of its nodes exchanged, dropped or added. */
    private String changed(String right) {
        JsonNode root = tree(right);
        for (int i = noise.below(3); i >= 0; i--) {
            change(noise.any(containers(root)));
        }
        return root.toString();
    }

    private void change(ContainerNode<?> node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() || noise.onceIn(3) ? noise.text() : noise.any(names);
            if (noise.onceIn(4)) {
                object.remove(name);
            } else {
                object.set(name, value());
            }
        } else if (node instanceof ArrayNode array) {
            if (!array.isEmpty() && noise.onceIn(3)) {
                array.add(array.get(noise.below(array.size())).deepCopy());
            } else {
                array.insert(noise.below(array.size() + 1), value());
            }
        }
    }

    private JsonNode value() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (noise.below(8)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(noise.onceIn(2));
            case 2 -> make.arrayNode();
            case 3 -> make.objectNode().put(noise.text(), noise.text());
            case 4 -> make.numberNode(noise.below(20));
            case 5, 6 -> make.rawValueNode(new RawValue(noise.number()));
            default -> new TextNode(noise.text());
        };
    }

    /** A name that stands there twice. */
    private String twice(String right) {
        int at = right.indexOf('{', noise.below(right.length()));
        int place = at < 0 ? right.indexOf('{') : at;
        int end = right.indexOf(',', place);
        String member = end < 0 ? "\"items\":[]" : right.substring(place + 1, end);
        return right.substring(0, place + 1) + member + "," + right.substring(place + 1);
    }

    private String strange() {
        return switch (noise.below(8)) {
            case 0 -> "[".repeat(1 + noise.below(DEEP));
            case 1 -> "{\"a\":".repeat(1 + noise.below(DEEP)) + "1";
            case 2 -> noise.number();
            case 3 -> "\"" + noise.text();
            case 4 -> "\ufeff{}";
            case 5 -> "{\"items\":[" + "{},".repeat(noise.below(2_000)) + "{}]}";
            case 6 -> "/* */ {'a':1,}";
            default -> noise.text();
        };
    }

    private static List<ContainerNode<?>> containers(JsonNode root) {
        List<ContainerNode<?>> found = new ArrayList<>();
        if (root instanceof ContainerNode<?> container) {
            found.add(container);
            root.forEach(child -> found.addAll(containers(child)));
        }
        return found;
    }

    private static JsonNode tree(String right) {
        try {
            return JSON.readTree(right);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(right, e);
        }
    }
}
