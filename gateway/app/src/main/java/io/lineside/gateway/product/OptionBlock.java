package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.source.Nearest;
import io.lineside.model.job.ParameterValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options of a product, or those of its packaging, delivery or service. Thread-safe. */
final class OptionBlock {
    // An order may name thousands of things; a refusal that long helps nobody.
    private static final int MOST_UNKNOWN = 50;

    private final String block;
    private final Map<String, OptionCheck> checks = new LinkedHashMap<>();
    private final Function<String, String> nameInExpressions;

    OptionBlock(String block, Map<String, OptionConfig> options, Function<String, String> nameInExpressions) {
        this.block = block;
        this.nameInExpressions = nameInExpressions;
        options.forEach((name, option) -> checks.put(name, new OptionCheck(block, option)));
    }

    /**
     * What was read of an order.
     *
     * @param values of the options that have one, in the order of the product file
     * @param unusable names, as expressions use them, of options whose value is wrong or missing
     */
    record Read(Map<String, ParameterValue> values, Set<String> unusable, List<OptionFault> faults) {}

    Read read(Map<String, ? extends @Nullable Object> ordered) {
        var read = new Read(new LinkedHashMap<>(), new HashSet<>(), new ArrayList<>());
        ordered.keySet().stream()
                .filter(name -> !checks.containsKey(name))
                .sorted()
                .limit(MOST_UNKNOWN)
                .forEach(name -> read.faults().add(unknown(name)));
        checks.forEach((name, check) -> read(name, check, ordered, read));
        return read;
    }

    private void read(String name, OptionCheck check, Map<String, ? extends @Nullable Object> ordered, Read into) {
        OptionConfig option = check.option();
        if (ordered.containsKey(name)) {
            Map<String, ParameterValue> values = check.check(ordered.get(name), into.faults()::add);
            into.values().putAll(values);
            if (values.isEmpty()) {
                unusable(name, into);
            }
        } else if (option.required()) {
            into.faults().add(check.missing());
            unusable(name, into);
        } else {
            option.defaultValue().ifPresent(preset -> into.values().putAll(check.check(preset, into.faults()::add)));
        }
    }

    private void unusable(String name, Read into) {
        into.unusable().add(nameInExpressions.apply(name));
    }

    private OptionFault unknown(String name) {
        String allowed = checks.isEmpty() ? "none" : String.join(", ", checks.keySet());
        return new OptionFault(
                block,
                name,
                "unknown-option",
                OptionCheck.plainly(name) + Nearest.hint(name, checks.keySet()),
                allowed,
                "is not an option of the product");
    }
}
