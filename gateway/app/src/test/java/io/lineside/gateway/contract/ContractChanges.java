package io.lineside.gateway.contract;

import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.Contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of a contract breaks a client that was written against an older one. Confined to one thread. */
final class ContractChanges {
    private final Contract old;
    private final Contract now;
    private final List<String> breaking = new ArrayList<>();

    private ContractChanges(Contract old, Contract now) {
        this.old = old;
        this.now = now;
    }

    /** Each breaking change in words; additions are none. */
    static List<String> breaking(Contract old, Contract now) {
        var changes = new ContractChanges(old, now);
        Map<String, Operation> present =
                now.operations().stream().collect(Collectors.toMap(ContractChanges::name, Function.identity()));
        for (Operation operation : old.operations()) {
            Operation same = present.get(name(operation));
            if (same == null) {
                changes.breaking.add(name(operation) + ": removed");
            } else {
                changes.compare(name(operation), operation.node(), same.node());
            }
        }
        return changes.breaking;
    }

    private static String name(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    private void compare(String where, Map<String, Object> was, Map<String, Object> is) {
        parameters(where, parameters(old, was), parameters(now, is));
        Map<String, Object> body = old.resolved(was.get("requestBody"));
        Map<String, Object> newBody = now.resolved(is.get("requestBody"));
        if (body.isEmpty() && Boolean.TRUE.equals(newBody.get("required"))) {
            breaking.add(where + ": a body is required now");
        }
        contents(where + " body", body, newBody, false);
        Map<String, Object> answers = object(is.get("responses"));
        object(was.get("responses")).forEach((status, answer) -> {
            if (!answers.containsKey(status)) {
                breaking.add(where + " " + status + ": removed");
            } else {
                contents(where + " " + status, old.resolved(answer), now.resolved(answers.get(status)), true);
            }
        });
    }

    private static Map<String, Map<String, Object>> parameters(Contract contract, Map<String, Object> operation) {
        var parameters = new LinkedHashMap<String, Map<String, Object>>();
        if (operation.get("parameters") instanceof List<?> list) {
            for (Object element : list) {
                Map<String, Object> parameter = contract.resolved(element);
                parameters.put(parameter.get("in") + " " + parameter.get("name"), parameter);
            }
        }
        return parameters;
    }

    private void parameters(String where, Map<String, Map<String, Object>> was, Map<String, Map<String, Object>> is) {
        was.forEach((name, parameter) -> {
            if (is.containsKey(name)) {
                schema(
                        where + " " + name,
                        parameter.get("schema"),
                        object(is.get(name)).get("schema"),
                        false);
            } else {
                breaking.add(where + " " + name + ": removed");
            }
        });
        is.forEach((name, parameter) -> {
            boolean wasRequired = Boolean.TRUE.equals(object(was.get(name)).get("required"));
            if (Boolean.TRUE.equals(parameter.get("required")) && !wasRequired) {
                breaking.add(where + " " + name + ": required now");
            }
        });
    }

    private void contents(String where, Map<String, Object> was, Map<String, Object> is, boolean answer) {
        Map<String, Object> types = object(is.get("content"));
        object(was.get("content")).forEach((type, media) -> {
            if (types.containsKey(type)) {
                schema(
                        where,
                        object(media).get("schema"),
                        object(types.get(type)).get("schema"),
                        answer);
            } else {
                breaking.add(where + " " + type + ": removed");
            }
        });
    }

    private void schema(String where, @Nullable Object before, @Nullable Object after, boolean answer) {
        Map<String, Object> was = old.resolved(before);
        Map<String, Object> is = now.resolved(after);
        Set<Object> wereTypes = words(was.get("type"));
        Set<Object> areTypes = words(is.get("type"));
        // A client reads what it was promised, and sends what it was allowed.
        boolean fits = answer
                ? wereTypes.isEmpty() || (!areTypes.isEmpty() && wereTypes.containsAll(areTypes))
                : areTypes.isEmpty() || (!wereTypes.isEmpty() && areTypes.containsAll(wereTypes));
        if (!fits) {
            breaking.add(where + ": was " + wereTypes + ", is " + areTypes);
        }
        Set<Object> required = words(was.get("required"));
        Set<Object> requiredNow = words(is.get("required"));
        Map<String, Object> properties = object(is.get("properties"));
        object(was.get("properties")).forEach((name, property) -> {
            if (!properties.containsKey(name)) {
                breaking.add(where + "/" + name + ": removed");
            } else {
                schema(where + "/" + name, property, properties.get(name), answer);
            }
        });
        Set<Object> more = new LinkedHashSet<>(answer ? required : requiredNow);
        more.removeAll(answer ? requiredNow : required);
        more.forEach(name -> breaking.add(where + "/" + name + (answer ? ": may be absent now" : ": required now")));
        if (was.containsKey("items")) {
            schema(where + "[]", was.get("items"), is.get("items"), answer);
        }
        if (!answer) {
            narrowed(where, was, is);
        }
    }

    private void narrowed(String where, Map<String, Object> was, Map<String, Object> is) {
        Set<Object> words = words(is.get("enum"));
        if (!words.isEmpty() && (!was.containsKey("enum") || !words.containsAll(words(was.get("enum"))))) {
            breaking.add(where + ": allows fewer words");
        }
        for (String limit : List.of("maximum", "maxLength", "maxItems")) {
            if (number(is.get(limit), Double.POSITIVE_INFINITY) < number(was.get(limit), Double.POSITIVE_INFINITY)) {
                breaking.add(where + ": lower " + limit);
            }
        }
        for (String limit : List.of("minimum", "minLength", "minItems")) {
            if (number(is.get(limit), Double.NEGATIVE_INFINITY) > number(was.get(limit), Double.NEGATIVE_INFINITY)) {
                breaking.add(where + ": higher " + limit);
            }
        }
        if (is.containsKey("pattern") && !is.get("pattern").equals(was.get("pattern"))) {
            breaking.add(where + ": another pattern");
        }
    }

    private static double number(@Nullable Object value, double otherwise) {
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static Set<Object> words(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return new LinkedHashSet<>(list);
        }
        return value == null ? Set.of() : Set.of(value);
    }

    private static Map<String, Object> object(@Nullable Object node) {
        var object = new LinkedHashMap<String, Object>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
        }
        return object;
    }
}
