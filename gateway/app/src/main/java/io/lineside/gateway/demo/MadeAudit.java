package io.lineside.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what was ordered with what the plant physically made, by the plant's own ledger. Knows the demo's mug: which
 * option reaches the machines under which parameter.
 */
final class MadeAudit {
    private static final Map<String, Map<String, String>> PARAMETER_OF = Map.of(
            "glaze", Map.of("Color", "/options/color", "Text", "/options/text"),
            "pack", Map.of("Wrap", "/packaging/type"));
    private static final Map<String, String> DEFAULT_OF = Map.of("/packaging/type", "carton");

    private final Map<String, List<JsonNode>> madeByJob;

    /** An audit against the plant's ledger, one JSON object a line. */
    MadeAudit(String ledger) {
        madeByJob = ledger.lines()
                .filter(line -> !line.isBlank())
                .map(ApiClient::json)
                .collect(Collectors.groupingBy(piece -> piece.path("jobOrderId").asText()));
    }

    /** How many pieces the ledger has, over all operations. */
    int pieces() {
        return madeByJob.values().stream().mapToInt(List::size).sum();
    }

    /** Every way in which what was made differs from what was ordered; empty when it does not. */
    List<String> differences(JsonNode ordered, JsonNode status) {
        List<String> differences = new ArrayList<>();
        for (JsonNode item : status.path("items")) {
            JsonNode wish = ordered.path("items").path(item.path("number").asInt() - 1);
            Map<String, List<JsonNode>> jobs = new TreeMap<>();
            item.path("operations")
                    .forEach(job -> jobs.computeIfAbsent(job.path("operation").asText(), operation -> new ArrayList<>())
                            .add(job));
            jobs.values().forEach(batches -> check(wish, item, batches, differences));
        }
        return differences;
    }

    /** Job orders in the ledger that belong to none of these orders. */
    Set<String> strangers(List<JsonNode> statuses) {
        Set<String> known = new TreeSet<>();
        statuses.forEach(status -> status.findValues("jobOrder").forEach(id -> known.add(id.asText())));
        Set<String> strangers = new TreeSet<>(madeByJob.keySet());
        strangers.removeAll(known);
        return strangers;
    }

    /** The jobs of one operation together make every piece of the item once. */
    private void check(JsonNode wish, JsonNode item, List<JsonNode> batches, List<String> differences) {
        String job = batches.get(0).path("jobOrder").asText();
        String operation = batches.get(0).path("operation").asText();
        List<JsonNode> made = batches.stream()
                .flatMap(batch -> madeByJob.getOrDefault(batch.path("jobOrder").asText(), List.of()).stream())
                .toList();
        int wanted = wish.path("quantity").asInt();
        Set<String> units = made.stream()
                .map(piece -> piece.path("jobOrderId").asText() + " " + piece.path("unit"))
                .collect(Collectors.toSet());
        if (made.size() != wanted || units.size() != wanted) {
            differences.add(job + ": ordered " + wanted + " pieces, the ledger has " + made.size() + " entries for "
                    + units.size() + " pieces");
        }
        for (JsonNode piece : made) {
            checkParameters(job, wish, operation, piece.path("parameters"), differences);
            if (!piece.path("parameters").path("SpecDigest").equals(item.path("specDigest"))) {
                differences.add(job + ": the spec digest at the machine is not the order's");
            }
        }
    }

    private static void checkParameters(
            String job, JsonNode wish, String operation, JsonNode parameters, List<String> differences) {
        PARAMETER_OF.getOrDefault(operation, Map.of()).forEach((parameter, pointer) -> {
            String wanted = wish.at(pointer).asText(DEFAULT_OF.getOrDefault(pointer, ""));
            String was = parameters.path(parameter).asText("");
            if (!wanted.equals(was)) {
                differences.add(job + ": " + parameter + " was ordered as '" + wanted + "', made as '" + was + "'");
            }
        });
    }
}
