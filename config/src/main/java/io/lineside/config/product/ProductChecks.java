package io.lineside.config.product;

import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Nearest;
import io.lineside.config.source.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what the blocks of one product file say about each other. Confined to the loading thread. */
final class ProductChecks {
    private final ProductConfig product;
    private final FaultLog faults;
    private final Set<String> operations;

    private ProductChecks(ProductConfig product, FaultLog faults) {
        this.product = product;
        this.faults = faults;
        this.operations = product.operations().stream().map(OperationConfig::id).collect(Collectors.toSet());
    }

    /** Whether the blocks fit; notes a fault for each one that does not. */
    static boolean fit(ProductConfig product, FaultLog faults) {
        int before = faults.size();
        var checks = new ProductChecks(product, faults);
        checks.uniqueIds();
        checks.knownOperations();
        checks.knownParts();
        checks.noCircles();
        return faults.size() == before;
    }

    private void uniqueIds() {
        if (operations.isEmpty()) {
            faults.add(product.at().child("operations"), "must hold at least one operation, was an empty list");
        }
        Set<String> seen = new HashSet<>();
        product.operations().forEach(operation -> unique(operation.id(), "operations", operation.at(), seen));
        seen.clear();
        product.rules().forEach(rule -> unique(rule.id(), "rules", rule.at(), seen));
        seen.clear();
        product.base().forEach(part -> unique(part.part(), "base parts", part.at(), seen));
    }

    private void unique(String id, String where, Position at, Set<String> seen) {
        if (!seen.add(id)) {
            faults.add(
                    at.child(where.equals("base parts") ? "part" : "id"),
                    "must be unique among the " + where + " of the product, was '" + id + "' again");
        }
    }

    private void knownOperations() {
        for (OperationConfig operation : product.operations()) {
            operation.after().forEach(name -> known(name, operation.at().child("after")));
        }
        for (PartConfig part : product.base()) {
            part.operation().ifPresent(name -> known(name, part.at().child("operation")));
        }
        for (MaterialConfig material : product.materials()) {
            material.operation().ifPresent(name -> known(name, material.at().child("operation")));
        }
        for (ExampleConfig example : product.examples()) {
            example.sends().keySet().forEach(name -> known(name, example.at().child("sends")));
        }
    }

    private void known(String name, Position at) {
        if (!operations.contains(name)) {
            faults.add(
                    at,
                    "must name an operation of the product, was '" + name + "'" + Nearest.hint(name, operations)
                            + "; allowed: " + operations.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private void knownParts() {
        List<String> parts = product.base().stream().map(PartConfig::part).toList();
        for (RuleConfig rule : product.rules()) {
            for (String freed : rule.frees()) {
                if (!parts.contains(freed)) {
                    faults.add(
                            rule.at().child("frees"),
                            "must name a base part, was '" + freed + "'" + Nearest.hint(freed, parts) + "; allowed: "
                                    + (parts.isEmpty() ? "none, the product has none" : String.join(", ", parts)));
                }
            }
        }
    }

    private void noCircles() {
        Map<String, List<String>> after = new HashMap<>();
        product.operations().forEach(operation -> after.putIfAbsent(operation.id(), operation.after()));
        for (OperationConfig operation : product.operations()) {
            List<String> way = wayBack(operation.id(), operation.id(), after, new HashSet<>());
            if (!way.isEmpty()) {
                faults.add(
                        operation.at().child("after"),
                        "must not lead back to the operation itself, was " + operation.id() + " after "
                                + String.join(" after ", way));
            }
        }
    }

    private static List<String> wayBack(String from, String to, Map<String, List<String>> after, Set<String> seen) {
        for (String next : after.getOrDefault(from, List.of())) {
            if (next.equals(to)) {
                return List.of(next);
            }
            List<String> rest = seen.add(next) ? wayBack(next, to, after, seen) : List.of();
            if (!rest.isEmpty()) {
                var way = new ArrayList<>(List.of(next));
                way.addAll(rest);
                return way;
            }
        }
        return List.of();
    }
}
