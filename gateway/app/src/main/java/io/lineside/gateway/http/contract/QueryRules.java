package io.lineside.gateway.http.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in the query of an operation. Immutable.
 *
 * @param rules by name
 * @param open whether other names may stand there too
 */
public record QueryRules(Map<String, Rule> rules, boolean open) {
    /** Copies the map. */
    public QueryRules {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    /**
     * One parameter.
     *
     * @param repeatable whether it may stand there several times
     * @param allowed in words for a person
     */
    record Rule(boolean required, boolean repeatable, Pattern pattern, long least, long most, String allowed) {
        boolean admits(String value) {
            if (!pattern.matcher(value).matches()) {
                return false;
            }
            return least > most || isBetween(value);
        }

        private boolean isBetween(String value) {
            try {
                long number = Long.parseLong(value);
                return number >= least && number <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    static QueryRules of(List<Map<String, Object>> parameters) {
        var rules = new LinkedHashMap<String, Rule>();
        boolean open = false;
        for (Map<String, Object> parameter : parameters) {
            Map<String, Object> schema = Contract.object(parameter.get("schema"));
            if ("object".equals(schema.get("type"))) {
                open = true;
            } else {
                rules.put(String.valueOf(parameter.get("name")), rule(parameter, schema));
            }
        }
        return new QueryRules(rules, open);
    }

    private static Rule rule(Map<String, Object> parameter, Map<String, Object> schema) {
        boolean required = Boolean.TRUE.equals(parameter.get("required"));
        if ("array".equals(schema.get("type"))) {
            Rule element = value(required, Contract.object(schema.get("items")));
            return new Rule(required, true, element.pattern(), element.least(), element.most(), element.allowed());
        }
        return value(required, schema);
    }

    private static Rule value(boolean required, Map<String, Object> schema) {
        List<Object> words = Contract.list(schema.get("enum"));
        if (!words.isEmpty()) {
            List<String> quoted =
                    words.stream().map(word -> Pattern.quote(word.toString())).toList();
            List<String> shown = words.stream().map(Object::toString).toList();
            return text(required, String.join("|", quoted), "one of " + String.join(", ", shown));
        }
        if ("integer".equals(schema.get("type"))) {
            long least = number(schema.get("minimum"), Long.MIN_VALUE);
            long most = number(schema.get("maximum"), Long.MAX_VALUE);
            String allowed = "a whole number from " + least + " to " + most;
            return new Rule(required, false, Pattern.compile("-?\\d{1,19}"), least, most, allowed);
        }
        String pattern = String.valueOf(schema.getOrDefault("pattern", ".*"));
        return text(required, pattern, "a text matching " + pattern);
    }

    private static Rule text(boolean required, String pattern, String allowed) {
        return new Rule(required, false, Pattern.compile(pattern), 1, 0, allowed);
    }

    private static long number(@Nullable Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }

    /** What is wrong with a query, in words for a person; empty for nothing. */
    public Optional<String> fault(Iterable<String> names, Function<String, List<String>> values) {
        List<String> faults = new ArrayList<>();
        for (String name : names) {
            if (!rules.containsKey(name) && !open) {
                faults.add("'" + name + "' is not a parameter here; allowed: "
                        + (rules.isEmpty() ? "none" : String.join(", ", rules.keySet())));
            }
        }
        rules.forEach((name, rule) -> {
            List<String> given = values.apply(name);
            if (given.isEmpty() && rule.required()) {
                faults.add(name + " is required: " + rule.allowed());
            } else if (given.size() > 1 && !rule.repeatable()) {
                faults.add(name + " may stand there once, was " + given);
            } else if (!given.stream().allMatch(rule::admits)) {
                faults.add(name + " must be " + rule.allowed() + ", was " + given);
            }
        });
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }
}
