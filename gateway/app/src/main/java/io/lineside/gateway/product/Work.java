package io.lineside.gateway.product;

import io.lineside.config.product.OperationConfig;
import io.lineside.gateway.product.expression.CompiledExpression;
import io.lineside.gateway.product.expression.Template;
import io.lineside.gateway.product.expression.Values;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a product is made: its operations and materials, compiled. Thread-safe.
 *
 * @param operations each after everything it comes after
 * @param materials base parts first
 */
record Work(List<Step> operations, List<Bill> materials) {
    Work {
        operations = List.copyOf(operations);
        materials = List.copyOf(materials);
    }

    /** One operation. */
    record Step(
            OperationConfig config,
            Optional<CompiledExpression> when,
            List<CompiledExpression> batchBy,
            List<Sent> parameters) {}

    /** One parameter of an operation. */
    record Sent(String id, CompiledExpression value, Optional<CompiledExpression> when, Optional<String> unit) {}

    /**
     * One line of the bill of materials.
     *
     * @param part the base part that it is; empty for what depends on options alone
     */
    record Bill(
            Optional<String> part,
            Template definition,
            CompiledExpression quantity,
            String unit,
            Optional<CompiledExpression> when,
            Optional<String> operation) {}

    /** Parameters, as {@code operation#Parameter}, that depend on any of these options. */
    Set<String> madeOf(Set<String> options) {
        var found = new LinkedHashSet<String>();
        for (Step step : operations) {
            for (Sent sent : step.parameters()) {
                if (!Collections.disjoint(sent.value().variables(), options)) {
                    found.add(step.config().id() + "#" + sent.id());
                }
            }
        }
        return found;
    }

    /**
     * The operations of so many pieces with these values, each after everything it comes after.
     *
     * @param freed base parts that these pieces do without
     */
    List<PlannedOperation> plan(Map<String, Object> values, int quantity, Set<String> freed) {
        List<Bill> bills = materials.stream()
                .filter(bill -> bill.part().filter(freed::contains).isEmpty())
                .toList();
        Map<String, Object> all = Values.withQuantity(values, quantity);
        var included = new LinkedHashMap<String, Step>();
        var predecessors = new LinkedHashMap<String, Set<String>>();
        for (Step step : operations) {
            predecessors.put(step.config().id(), predecessors(step, included.keySet(), predecessors));
            if (applies(step.when(), all)) {
                included.put(step.config().id(), step);
            }
        }
        var planned = new ArrayList<PlannedOperation>();
        for (Step step : included.values()) {
            planned.add(planned(step, predecessors, materials(step, planned.isEmpty(), bills, all), all));
        }
        return planned;
    }

    // A left-out operation passes on its own predecessors; its entry is complete because operations come in order.
    private static Set<String> predecessors(Step step, Set<String> included, Map<String, Set<String>> known) {
        var before = new LinkedHashSet<String>();
        for (String name : step.config().after()) {
            before.addAll(included.contains(name) ? Set.of(name) : known.getOrDefault(name, Set.of()));
        }
        return before;
    }

    private static PlannedOperation planned(
            Step step, Map<String, Set<String>> predecessors, List<Material> materials, Map<String, Object> values) {
        OperationConfig config = step.config();
        return new PlannedOperation(
                config.id(),
                config.workMaster(),
                config.needs(),
                config.mostPieces(),
                List.copyOf(predecessors.getOrDefault(config.id(), Set.of())),
                step.parameters().stream()
                        .filter(sent -> applies(sent.when(), values))
                        .map(sent -> new JobParameter(
                                sent.id(),
                                sent.value().value(values),
                                sent.unit().orElse(null),
                                List.of()))
                        .toList(),
                materials,
                batchKey(step, values),
                config.setup(),
                config.each());
    }

    private static List<Material> materials(Step step, boolean first, List<Bill> bills, Map<String, Object> values) {
        return bills.stream()
                .filter(bill -> bill.operation().map(step.config().id()::equals).orElse(first))
                .filter(bill -> applies(bill.when(), values))
                .map(bill -> consumed(bill, values))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Material> consumed(Bill bill, Map<String, Object> values) {
        BigDecimal pieces = BigDecimal.valueOf(Values.quantity(values));
        BigDecimal amount = bill.quantity().amount(values).multiply(pieces);
        BigDecimal plain = amount.stripTrailingZeros().scale() < 0 ? amount.setScale(0) : amount.stripTrailingZeros();
        return amount.signum() == 0
                ? Optional.empty()
                : Optional.of(new Material(
                        bill.definition().fill(values), null, null, MaterialUse.CONSUMED, plain, bill.unit()));
    }

    private static Optional<String> batchKey(Step step, Map<String, Object> values) {
        return step.batchBy().isEmpty()
                ? Optional.empty()
                : Optional.of(step.batchBy().stream()
                        .map(expression -> SpecText.written(expression.value(values)))
                        .collect(Collectors.joining(",")));
    }

    private static boolean applies(Optional<CompiledExpression> when, Map<String, Object> values) {
        return when.isEmpty() || when.get().holds(values);
    }
}
