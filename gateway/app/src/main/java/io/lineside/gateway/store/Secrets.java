package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.WorkItem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The personal values of an order, and texts without them. Confined to one work. */
final class Secrets {
    /** Stands where a personal value was. */
    static final String ERASED = "erased";

    private static final Set<String> BLOCKS = Set.of("options", "packaging", "delivery", "service");
    private static final Set<String> WORDS = Set.of("reason", "why", "evidence");

    private static final String MASK = "•••";

    private final String instead;
    private final Set<String> values =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Nothing is known of an order yet. */
    Secrets() {
        this(ERASED);
    }

    private Secrets(String instead) {
        this.instead = instead;
    }

    /** Values of an item without what is personal; the personal ones are remembered. */
    Map<String, ParameterValue> erase(WorkItem item, String prefix, Map<String, ParameterValue> ordered) {
        var names = new PersonalNames(item.personal());
        var left = new LinkedHashMap<String, ParameterValue>();
        ordered.forEach((name, value) -> {
            boolean personal = names.hasOption(prefix + name, value instanceof ParameterValue.Text);
            if (personal) {
                remember(String.valueOf(value.plain()));
            }
            left.put(name, personal ? new ParameterValue.Text(ERASED) : value);
        });
        return left;
    }

    /** What a line was told, for everybody at the plant to see. */
    static String masked(PersonalNames names, String operation, String text) {
        return names.isEmpty() ? text : new Secrets(MASK).erasePayload(names, operation, text);
    }

    /** What a line was told, without what is made of something personal; what that was is remembered. */
    String erasePayload(PersonalNames names, String operation, String text) {
        JsonNode order = ValueText.parse(text);
        for (JsonNode parameter : order.path("parameters")) {
            String id = parameter.path("id").asText();
            boolean digest = id.equals(JobOrder.SPEC_DIGEST_PARAMETER);
            if (!digest
                    && names.hasParameter(operation, id, parameter.path("value").isTextual())) {
                remember(parameter.path("value").asText());
                ((ObjectNode) parameter).put("value", instead).remove("parts");
            }
        }
        return order.toString();
    }

    /** The order as it came in, without what is personal in its items. */
    String eraseSpecification(List<WorkItem> items, String text) {
        JsonNode order = ValueText.parse(text);
        for (WorkItem item : items) {
            JsonNode own = order.path("items").path(item.number() - 1);
            var names = new PersonalNames(item.personal());
            for (String block : BLOCKS) {
                if (own.path(block) instanceof ObjectNode ordered) {
                    String prefix = block.equals("options") ? "" : block + ".";
                    ordered.properties().forEach(entry -> {
                        if (names.hasOption(
                                prefix + entry.getKey(), !entry.getValue().isNumber())) {
                            remember(entry.getValue().asText());
                            entry.setValue(TextNode.valueOf(ERASED));
                        }
                    });
                }
            }
        }
        return order.toString();
    }

    private void remember(String value) {
        // Of a single letter nothing can be said in running text.
        if (value.length() > 1 && !value.equals(ERASED)) {
            values.add(value);
        }
    }

    /** Running text without any of the values. */
    String eraseWords(String text) {
        String left = text;
        for (String value : values) {
            left = Pattern.compile(Pattern.quote(value), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(left)
                    .replaceAll(Matcher.quoteReplacement("[" + ERASED + "]"));
        }
        return left;
    }

    /** Data of an event with the words in it erased; what the rows are rebuilt from stays. */
    String eraseEvent(String data) {
        JsonNode json = ValueText.parse(data);
        if (json instanceof ObjectNode event) {
            event.properties().forEach(entry -> {
                if (WORDS.contains(entry.getKey())) {
                    entry.setValue(eraseAll(entry.getValue()));
                }
            });
        }
        return json.toString();
    }

    private JsonNode eraseAll(JsonNode json) {
        if (json.isTextual()) {
            return TextNode.valueOf(eraseWords(json.asText()));
        }
        if (json instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(eraseAll(entry.getValue())));
        } else if (json instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, eraseAll(list.get(i)));
            }
        }
        return json;
    }
}
