package io.lineside.config.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One value of a YAML file, or the place where it could have been. Reading it gives empty when it is absent, and empty
 * after noting a fault when it is not what it must be. Confined to the loading thread.
 */
public final class Value {
    private static final int LONGEST_SHOWN = 60;

    private final @Nullable Node node;
    private final Position at;
    private final Reading reading;

    /** What all values of one file share. */
    record Reading(FaultLog faults, @Nullable Secrets secrets) {}

    Value(@Nullable Node node, Position at, Reading reading) {
        this.node = node;
        this.at = node == null ? at : YamlFile.place(at, node.getStartMark());
        this.reading = reading;
    }

    /** Whether the key is in the file. */
    public boolean isPresent() {
        return node != null;
    }

    /** Whether the value is a mapping. */
    public boolean isBlock() {
        return node instanceof MappingNode;
    }

    /** Whether the value is a list without entries. */
    public boolean isEmptyList() {
        return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
    }

    /** The place of a key below a value that is absent itself. */
    public Value under(String key) {
        return new Value(null, at.child(key), reading);
    }

    /** Where the value stands, or where its block does when it is absent. */
    public Position at() {
        return at;
    }

    /** Notes a fault of this value. */
    public void fault(String message) {
        reading.faults().add(at, message);
    }

    /** Opens a mapping with fixed keys, refusing every other key. */
    public Block block(String... keys) {
        int before = reading.faults().size();
        List<String> allowed = List.of(keys);
        Optional<Map<String, Value>> values = entries();
        values.ifPresent(found -> found.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                value.fault(
                        "is not a known key" + Nearest.hint(key, allowed) + "; allowed: " + String.join(", ", allowed));
            }
        }));
        return new Block(at, values, reading, before);
    }

    /** The values of a mapping with free keys, in the order of the file. */
    public Optional<Map<String, Value>> entries() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(entries(mapping));
        }
        return mismatch("must be a block of keys and values");
    }

    private Map<String, Value> entries(MappingNode mapping) {
        var values = new LinkedHashMap<String, Value>();
        for (NodeTuple tuple : mapping.getValue()) {
            var key = new Value(tuple.getKeyNode(), at, reading);
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (name.isBlank()) {
                key.fault("a key must be text, was " + key.shown());
            } else if (values.containsKey(name)) {
                var twice = YamlFile.place(at.child(name), tuple.getKeyNode().getStartMark());
                reading.faults()
                        .add(
                                twice,
                                "is given twice, was first on line "
                                        + values.get(name).at.line());
            } else {
                values.put(name, new Value(tuple.getValueNode(), at.child(name), reading));
            }
        }
        return values;
    }

    /** The entries of a list that read well. */
    public <T> List<T> list(Function<Value, Optional<T>> reader) {
        if (!(node instanceof SequenceNode sequence)) {
            mismatch("must be a list");
            return List.of();
        }
        var read = new ArrayList<T>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            reader.apply(new Value(sequence.getValue().get(i), at.entry(i), reading))
                    .ifPresent(read::add);
        }
        return List.copyOf(read);
    }

    /** A single value, to be checked as what it must be. */
    public Scalar scalar() {
        return new Scalar(this, node instanceof ScalarNode scalar ? scalar : null, reading);
    }

    /** Text with its secrets in place. */
    public Optional<String> text() {
        return scalar().text();
    }

    /** A secret, which the file may only refer to; never shown in a message. */
    public Optional<Secret> secret() {
        return scalar().secret();
    }

    /** Text that one of our types checks, for example an id; the type's refusal is the fault. */
    public <T> Optional<T> id(Function<String, T> type) {
        return scalar().id(type);
    }

    /** An expression, taken as written whatever YAML would make of it. */
    public Optional<Expression> expression() {
        return scalar().expression();
    }

    /** One of the constants of an enum or another list of words. */
    public <T> Optional<T> word(Map<String, T> words) {
        return scalar().word(words);
    }

    /** One of the constants of an enum, each under the word that the function gives. */
    public <E extends Enum<E>> Optional<E> word(E[] constants, Function<E, String> word) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(constants).forEach(constant -> words.put(word.apply(constant), constant));
        return word(words);
    }

    /** What is in the file, short enough for a message; a secret shows as its reference. */
    public String shown() {
        if (node instanceof ScalarNode scalar) {
            return scalar().isNothing() ? "nothing" : quoted(scalar.getValue());
        }
        if (node instanceof CollectionNode<?> collection
                && collection.getValue().isEmpty()) {
            return node instanceof SequenceNode ? "an empty list" : "an empty block";
        }
        return node == null ? "absent" : node instanceof SequenceNode ? "a list" : "a block";
    }

    <T> Optional<T> mismatch(String rule) {
        if (node != null) {
            fault(rule + ", was " + shown());
        }
        return Optional.empty();
    }

    private static String quoted(String text) {
        return "'" + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...") + "'";
    }
}
