package io.lineside.simulator.plant;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One block of keys of a YAML file, read key by key; what is wrong goes to the faults. Not thread-safe. */
final class YamlBlock {
    private static final Set<String> NAMES = Set.of("id", "name");

    private final String path;
    private final Node where;
    private final Faults faults;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    YamlBlock(String path, Node node, Faults faults) {
        this.path = path;
        this.where = node;
        this.faults = faults;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::put);
        } else {
            faults.add(node, named("") + "must be a block of keys, was " + shown(node));
        }
    }

    Node where() {
        return where;
    }

    /** Where a key's value stands; the block itself when the key is missing. */
    Node where(String key) {
        return values.getOrDefault(key, where);
    }

    /** Every key with its value as a Boolean, a number, a text or a list; other than {@link #text}, any key may stand. */
    Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        values.forEach((key, node) -> {
            known.add(key);
            Object value = value(node);
            if (value == null) {
                faults.add(node, named(key) + "must be a value or a list of values, was " + shown(node));
            } else {
                entries.put(key, value);
            }
        });
        return entries;
    }

    boolean flag(String key, boolean otherwise) {
        Boolean flag = scalar(key, false, "true or false", node -> value(node) instanceof Boolean on ? on : null);
        return flag == null ? otherwise : flag;
    }

    Optional<Integer> optionalWhole(String key) {
        return Optional.ofNullable(scalar(key, false, "a whole number", YamlBlock::whole));
    }

    Optional<Duration> optionalDuration(String key) {
        return Optional.ofNullable(scalar(key, false, "a duration such as PT20S", YamlBlock::duration));
    }

    Optional<List<String>> optionalTexts(String key) {
        return value(key, false) == null ? Optional.empty() : Optional.ofNullable(texts(key));
    }

    @Nullable
    String text(String key) {
        return scalar(key, true, "text", node -> node.getTag().equals(Tag.STR) ? node.getValue() : null);
    }

    Optional<String> optionalText(String key) {
        return Optional.ofNullable(
                scalar(key, false, "text", node -> node.getTag().equals(Tag.STR) ? node.getValue() : null));
    }

    @Nullable
    Integer whole(String key) {
        return scalar(key, true, "a whole number", YamlBlock::whole);
    }

    double number(String key, double otherwise) {
        Double number = scalar(key, false, "a number", YamlBlock::number);
        return number == null ? otherwise : number;
    }

    @Nullable
    Duration duration(String key) {
        return scalar(key, true, "a duration such as PT20S", YamlBlock::duration);
    }

    @Nullable
    List<String> texts(String key) {
        Node node = value(key, true);
        if (node == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node entry : list.getValue()) {
                if (entry instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
                    texts.add(scalar.getValue());
                } else {
                    faults.add(entry, named(key) + "must be a list of texts, has " + shown(entry));
                }
            }
            return texts;
        }
        faults.add(node, named(key) + "must be a list of texts, was " + shown(node));
        return null;
    }

    Optional<YamlBlock> block(String key) {
        Node node = value(key, false);
        return node == null ? Optional.empty() : Optional.of(new YamlBlock(prefixed(key), node, faults));
    }

    /** The blocks of a list that may be missing; each is named by its id, or by its place when it has none. */
    List<YamlBlock> optionalBlocks(String key) {
        return values.containsKey(key) ? blocks(key) : noBlocks(key);
    }

    private List<YamlBlock> noBlocks(String key) {
        known.add(key);
        return List.of();
    }

    /** The blocks of a list; each is named by its id, or by its place when it has none. */
    List<YamlBlock> blocks(String key) {
        Node node = value(key, true);
        List<YamlBlock> blocks = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node entry : list.getValue()) {
                blocks.add(new YamlBlock(prefixed(key) + nameOf(entry, blocks.size()), entry, faults));
            }
        } else if (node != null) {
            faults.add(node, named(key) + "must be a list of blocks, was " + shown(node));
        }
        return blocks;
    }

    /** Refuses every key that was not asked for. */
    void refuseOthers() {
        keys.forEach((key, node) -> {
            if (!known.contains(key)) {
                faults.add(node, named(key) + "unknown key, was '" + key + "'; allowed: " + String.join(", ", known));
            }
        });
    }

    void fault(Node node, @Nullable String message) {
        faults.add(node, (path.isEmpty() ? "" : path + ".") + message);
    }

    private void put(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : shown(tuple.getKeyNode());
        if (values.put(key, tuple.getValueNode()) != null) {
            faults.add(tuple.getKeyNode(), named(key) + "must stand only once, was given twice");
        }
        keys.put(key, tuple.getKeyNode());
    }

    private @Nullable Node value(String key, boolean required) {
        known.add(key);
        Node node = values.get(key);
        if (node == null && required && where instanceof MappingNode) {
            faults.add(where, named(key) + "must be given, was missing");
        }
        return node;
    }

    private <T> @Nullable T scalar(
            String key, boolean required, String wanted, Function<ScalarNode, @Nullable T> read) {
        Node node = value(key, required);
        if (node == null) {
            return null;
        }
        T value = node instanceof ScalarNode scalar ? read.apply(scalar) : null;
        if (value == null) {
            faults.add(node, named(key) + "must be " + wanted + ", was " + shown(node));
        }
        return value;
    }

    private String prefixed(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String named(String key) {
        String name = key.isEmpty() ? path : prefixed(key);
        return name.isEmpty() ? "" : name + ": ";
    }

    private static String nameOf(Node entry, int index) {
        if (entry instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && NAMES.contains(key.getValue())
                        && tuple.getValueNode() instanceof ScalarNode id) {
                    return "." + id.getValue();
                }
            }
        }
        return "[" + index + "]";
    }

    private static @Nullable Object value(Node node) {
        if (node instanceof SequenceNode list) {
            List<Object> entries = new ArrayList<>();
            for (Node entry : list.getValue()) {
                Object value = value(entry);
                if (value == null) {
                    return null;
                }
                entries.add(value);
            }
            return entries;
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            return null;
        }
        return scalar.getTag().equals(Tag.BOOL) ? (Object) Boolean.valueOf(scalar.getValue()) : scalar.getValue();
    }

    private static @Nullable Integer whole(ScalarNode node) {
        try {
            return node.getTag().equals(Tag.INT) ? Integer.valueOf(node.getValue()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double number(ScalarNode node) {
        try {
            return node.getTag().equals(Tag.STR) ? null : Double.valueOf(node.getValue());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration duration(ScalarNode node) {
        try {
            return Duration.parse(node.getValue());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'";
        }
        return node instanceof SequenceNode ? "a list" : "a block of keys";
    }
}
