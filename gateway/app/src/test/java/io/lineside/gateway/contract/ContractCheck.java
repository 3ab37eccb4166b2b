package io.lineside.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.Contract.Operation;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges a request and its answer by the contract of the port: what is answered must be said there in full, and what is
 * taken must be allowed there. Thread-safe.
 */
public final class ContractCheck {
    private static final String LINES = "application/x-ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final List<Contract> CONTRACTS =
            List.of(Contract.named(Contract.PLATFORM), Contract.named(Contract.MANAGEMENT));
    private static final Map<Object, Schema> COMPILED = new ConcurrentHashMap<>();

    private ContractCheck() {}

    /** One request and what was answered. */
    public record Exchange(
            String method, URI uri, Optional<String> sent, int status, Optional<String> type, String received) {}

    /** Fails when the exchange is not as a contract says; what is in no contract must be answered as a problem. */
    public static void check(Exchange exchange) {
        if (exchange.status() >= 400) {
            checkProblem(exchange);
        }
        for (Contract contract : CONTRACTS) {
            operation(contract, exchange).ifPresent(operation -> check(contract, operation, exchange));
        }
    }

    private static void checkProblem(Exchange exchange) {
        require(
                exchange,
                exchange.type().filter("application/problem+json"::equals).isPresent(),
                "is no problem+json");
    }

    private static Optional<Operation> operation(Contract contract, Exchange exchange) {
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        return contract.operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation ->
                        exchange.uri().getRawPath().matches(operation.path().replaceAll("\\{\\w+}", "[^/]+")))
                // The one without a parameter is meant where both fit.
                .min(Comparator.comparing(Operation::path));
    }

    private static void check(Contract contract, Operation operation, Exchange exchange) {
        Map<String, Object> responses = object(operation.node().get("responses"));
        // No route of one port is a route of the other: what is not there is told alike.
        Object declared = responses.get(Integer.toString(exchange.status()));
        if (declared == null && exchange.status() >= 400) {
            declared = responses.get("default");
        }
        require(exchange, declared != null, "has a status that " + operation.id() + " does not name");
        Map<String, Object> content = object(contract.resolved(declared).get("content"));
        if (exchange.type().isPresent()) {
            String type = exchange.type().get();
            require(exchange, content.containsKey(type), "has the type " + type + ", which is not named");
            if (type.endsWith("json") && !exchange.method().equals("HEAD")) {
                Object schema = Objects.requireNonNull(object(content.get(type)).get("schema"));
                for (String text : texts(type, exchange.received())) {
                    judge(exchange, closed(contract, schema), text, "answer");
                }
            }
        } else {
            require(exchange, content.isEmpty() || exchange.received().isEmpty(), "has no type");
        }
        if (exchange.status() < 300) {
            checkRequest(contract, operation, exchange);
        }
    }

    private static void checkRequest(Contract contract, Operation operation, Exchange exchange) {
        Map<String, Object> body = contract.resolved(operation.node().get("requestBody"));
        if (exchange.sent().isPresent()) {
            require(exchange, !body.isEmpty(), "was taken with a body that is not named");
            Map<String, Object> content = object(body.get("content"));
            if (content.containsKey(LINES)) {
                checkRows(contract, object(content.get(LINES)).get("schema"), exchange);
            } else {
                Object schema = Objects.requireNonNull(
                        object(content.get("application/json")).get("schema"));
                judge(
                        exchange,
                        inlined(contract, schema, false),
                        exchange.sent().get(),
                        "request");
            }
        }
        Map<String, List<String>> query = query(exchange.uri());
        operation
                .query()
                .fault(query.keySet(), name -> query.getOrDefault(name, List.of()))
                .ifPresent(fault -> require(exchange, false, "was taken with a bad query: " + fault));
    }

    /** Rows that were taken must be allowed; what is said of the others is the program's affair. */
    private static void checkRows(Contract contract, @Nullable Object schema, Exchange exchange) {
        String[] rows = exchange.sent().orElseThrow().split("\n", -1);
        for (String answer : texts(LINES, exchange.received())) {
            try {
                JsonNode read = JSON.readTree(answer);
                if (read.path("status").asInt() < 300) {
                    String row = rows[read.path("row").asInt() - 1];
                    judge(exchange, inlined(contract, Objects.requireNonNull(schema), false), row, "row");
                }
            } catch (JsonProcessingException e) {
                throw new AssertionError(exchange + ": a line is no JSON", e);
            }
        }
    }

    /** The texts of which a schema speaks: all of it, or each line. */
    private static List<String> texts(String type, String text) {
        return type.equals(LINES) ? text.lines().toList() : List.of(text);
    }

    private static Map<String, List<String>> query(URI uri) {
        if (uri.getRawQuery() == null) {
            return Map.of();
        }
        return Arrays.stream(uri.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0],
                        Collectors.mapping(
                                pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                                Collectors.toList())));
    }

    private static void judge(Exchange exchange, Object schema, String text, String what) {
        try {
            JsonNode node = JSON.readTree(text);
            Schema compiled =
                    COMPILED.computeIfAbsent(schema, key -> SCHEMAS.getSchema(JSON.<JsonNode>valueToTree(key)));
            var errors = compiled.validate(node);
            require(exchange, errors.isEmpty(), "has a " + what + " against the contract: " + errors + " in " + text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(exchange + ": " + what + " is no JSON", e);
        }
    }

    /** The schema of an answer, in which nothing may stand that is not named. */
    private static Object closed(Contract contract, Object schema) {
        return inlined(contract, schema, true);
    }

    private static Object inlined(Contract contract, Object node, boolean closed) {
        if (node instanceof List<?> list) {
            return list.stream()
                    .map(element -> inlined(contract, element, closed))
                    .toList();
        }
        if (!(node instanceof Map)) {
            return node;
        }
        var result = new LinkedHashMap<String, Object>();
        Map<String, Object> resolved = contract.resolved(node);
        resolved.forEach((name, value) -> result.put(name, inlined(contract, value, closed)));
        boolean isSchema = resolved.get("properties") instanceof Map;
        if (closed && isSchema && !resolved.containsKey("additionalProperties")) {
            result.put("additionalProperties", false);
        }
        return result;
    }

    private static Map<String, Object> object(@Nullable Object node) {
        var object = new LinkedHashMap<String, Object>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
        }
        return object;
    }

    private static void require(Exchange exchange, boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(
                    "%s %s, answered %d: %s".formatted(exchange.method(), exchange.uri(), exchange.status(), fault));
        }
    }
}
