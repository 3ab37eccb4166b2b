package io.lineside.gateway.product;

import io.lineside.config.product.ExampleConfig;
import io.lineside.config.source.FaultLog;
import io.lineside.gateway.product.Configuration.Refused;
import io.lineside.gateway.product.expression.ExpressionFailed;
import io.lineside.model.job.JobParameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs a product's own examples. Confined to the compiling thread. */
record Examples(CompiledProduct product, FaultLog faults) {
    /** Notes a fault for every example that does not come true. */
    static void check(CompiledProduct product, FaultLog faults) {
        var examples = new Examples(product, faults);
        product.config().examples().forEach(examples::check);
    }

    private void check(ExampleConfig example) {
        Configuration result = product.configure(
                new Ordered(example.order(), example.packaging(), example.delivery(), example.service()));
        if (example.refusedBy().isPresent()) {
            checkRefused(example, example.refusedBy().get(), result);
        } else if (result instanceof Configured configured) {
            checkSent(example, configured);
            checkWarned(example, configured);
        } else {
            faults.add(example.at(), "must be accepted, was refused by " + refusals(result));
        }
    }

    private void checkRefused(ExampleConfig example, String code, Configuration result) {
        boolean refused = result instanceof Refused by
                && by.faults().stream()
                        .map(OptionFault::rule)
                        .anyMatch(rule -> rule.equals(code) || rule.equals(OptionFault.RULE + code));
        if (!refused) {
            faults.add(example.at().child("refusedBy"), "must be refused by '" + code + "', was " + refusals(result));
        }
    }

    private void checkWarned(ExampleConfig example, Configured configured) {
        List<String> told = configured.warnings().stream()
                .map(warning -> warning.rule().replaceFirst("^" + OptionFault.RULE, ""))
                .toList();
        example.warnedBy()
                .filter(rule -> !told.contains(rule))
                .ifPresent(rule -> faults.add(
                        example.at().child("warnedBy"),
                        "must be taken with the warning '" + rule + "', was taken with "
                                + (told.isEmpty() ? "none" : String.join(", ", told))));
    }

    private static String refusals(Configuration result) {
        return result instanceof Refused refused
                ? refused.faults().stream()
                        .map(fault -> fault.rule() + " (" + fault.message() + ")")
                        .collect(Collectors.joining(" and "))
                : "accepted";
    }

    private void checkSent(ExampleConfig example, Configured configured) {
        try {
            List<PlannedOperation> planned = product.operations(configured, example.quantity());
            example.sends().forEach((operation, expected) -> checkSent(example, operation, expected, planned));
        } catch (ExpressionFailed e) {
            faults.add(example.at(), "must be workable, was not: " + e.getMessage());
        }
    }

    private void checkSent(
            ExampleConfig example, String id, Map<String, Object> expected, List<PlannedOperation> planned) {
        Optional<Map<String, Object>> actual = planned.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .map(Examples::parameters);
        if (!actual.equals(Optional.of(expected))) {
            faults.add(
                    example.at().child("sends").child(id),
                    "must send " + shown(expected) + ", was "
                            + actual.map(Examples::shown).orElse("left out of the plan"));
        }
    }

    private static Map<String, Object> parameters(PlannedOperation operation) {
        return operation.parameters().stream()
                .collect(Collectors.toMap(JobParameter::id, p -> p.value().plain()));
    }

    private static String shown(Map<String, Object> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + OptionCheck.plainly(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
