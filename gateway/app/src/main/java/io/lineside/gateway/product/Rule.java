package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.RuleConfig;
import io.lineside.gateway.product.expression.CompiledExpression;
import io.lineside.gateway.product.expression.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One rule, compiled. Thread-safe. */
record Rule(RuleConfig config, Optional<CompiledExpression> when, CompiledExpression require) {
    /**
     * What is wrong, if the rule is broken. A rule that needs the value of a faulty option says nothing.
     *
     * @param names the product's options by the name that expressions use
     * @param faulty names of options without a usable value
     */
    Optional<OptionFault> check(Map<String, OptionConfig> names, Map<String, Object> values, Set<String> faulty) {
        boolean unknowable = variables().anyMatch(faulty::contains);
        if (unknowable || !applies(values) || require.holds(values)) {
            return Optional.empty();
        }
        return Optional.of(new OptionFault(
                block(),
                "",
                OptionFault.RULE + config.id(),
                was(names, values),
                require.source(),
                config.because("en") + " (rule " + config.id() + ")",
                config.because(),
                variables().collect(Collectors.toSet())));
    }

    /** Base parts that an order with these values, which keeps the rule, leaves out. */
    List<String> frees(Map<String, Object> values) {
        return !config.frees().isEmpty() && applies(values) ? config.frees() : List.of();
    }

    private boolean applies(Map<String, Object> values) {
        return when.isEmpty() || when.get().holds(values);
    }

    Stream<String> variables() {
        return Stream.concat(when.stream().flatMap(found -> found.variables().stream()), require.variables().stream());
    }

    private String block() {
        return Stream.of(OptionFault.PACKAGING, OptionFault.DELIVERY, OptionFault.SERVICE)
                .filter(block -> variables().allMatch(name -> name.startsWith(block + ".")))
                .findFirst()
                .orElse(OptionFault.OPTIONS);
    }

    private String was(Map<String, OptionConfig> names, Map<String, Object> values) {
        Set<String> used = variables().collect(Collectors.toSet());
        return names.entrySet().stream()
                .filter(entry -> used.contains(entry.getKey()))
                .map(entry -> entry.getKey() + " " + shown(entry.getValue(), value(entry, values)))
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Object value(Map.Entry<String, OptionConfig> option, Map<String, Object> values) {
        return option.getValue() instanceof OptionConfig.FileReference
                ? values.get(Names.member(option.getKey(), "url"))
                : values.get(option.getKey());
    }

    private static String shown(OptionConfig option, @Nullable Object value) {
        if (value == null) {
            return "absent";
        }
        return option.traits().personal() ? "personal" : OptionCheck.plainly(value);
    }
}
