package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.gateway.product.Configuration.Refused;
import io.lineside.gateway.product.expression.ExpressionFailed;
import io.lineside.gateway.product.expression.Names;
import io.lineside.gateway.product.expression.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One version of a product, ready for orders. Thread-safe. */
public final class CompiledProduct {
    private final ProductConfig config;
    private final List<Rule> rules;
    private final Work work;
    private final OptionBlock options;
    private final OptionBlock packaging;
    private final Map<String, OptionConfig> names;

    CompiledProduct(ProductConfig config, List<Rule> rules, Work work) {
        this.config = config;
        this.rules = List.copyOf(rules);
        this.work = work;
        this.options = new OptionBlock(OptionFault.OPTIONS, config.options(), Function.identity());
        this.packaging = new OptionBlock(OptionFault.PACKAGING, config.packaging(), Names::packaging);
        this.names = Names.of(config);
    }

    /** MaterialDefinitionID on the wire. */
    public String id() {
        return config.id();
    }

    /** The version of the product file. */
    public int version() {
        return config.version();
    }

    /** The product file, for titles, options and reasons. */
    public ProductConfig config() {
        return config;
    }

    /**
     * Checks an order's options and fills in defaults. Nothing ordered is ever dropped: what is not understood is
     * refused.
     *
     * @param ordered options as String, any Number or Boolean; lists, maps and null are of no option's type
     * @param orderedPackaging packaging options, likewise
     */
    public Configuration configure(
            Map<String, ? extends @Nullable Object> ordered, Map<String, ? extends @Nullable Object> orderedPackaging) {
        OptionBlock.Read own = options.read(ordered);
        OptionBlock.Read pack = packaging.read(orderedPackaging);
        var faults = new ArrayList<>(own.faults());
        faults.addAll(pack.faults());
        var configured = new Configured(own.values(), pack.values());
        Map<String, Object> values = values(configured);
        Set<String> unusable = own.unusable();
        unusable.addAll(pack.unusable());
        for (Rule rule : rules) {
            attempt(() -> rule.check(names, values, unusable)).ifPresent(faults::add);
        }
        if (faults.isEmpty()) {
            attempt(() -> needsOperation(configured)).ifPresent(faults::add);
        }
        return faults.isEmpty() ? configured : new Refused(faults);
    }

    /**
     * The steps of making so many pieces, in an order in which they can be done; left out are those whose {@code when}
     * is false, whose successors then come after their predecessors.
     *
     * @throws ExpressionFailed when an expression can not be worked out for this quantity, though it could be for one
     *     piece when the options were checked
     */
    public List<PlannedOperation> operations(Configured configured, int quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be at least 1, was " + quantity);
        }
        return work.plan(values(configured), quantity);
    }

    private Map<String, Object> values(Configured configured) {
        return Values.of(config, configured.options(), configured.packaging());
    }

    private Optional<OptionFault> needsOperation(Configured configured) {
        return operations(configured, 1).isEmpty()
                ? Optional.of(new OptionFault(
                        OptionFault.OPTIONS,
                        "",
                        "no-operation",
                        "nothing to make",
                        "options that need an operation",
                        "must need at least one operation"))
                : Optional.empty();
    }

    private interface Attempt {
        Optional<OptionFault> run();
    }

    private static Optional<OptionFault> attempt(Attempt attempt) {
        try {
            return attempt.run();
        } catch (ExpressionFailed e) {
            return Optional.of(new OptionFault(
                    OptionFault.OPTIONS,
                    "",
                    "expression",
                    "not (" + e.getMessage() + ")",
                    "values that the product's expressions can work out",
                    "must be workable"));
        }
    }
}
