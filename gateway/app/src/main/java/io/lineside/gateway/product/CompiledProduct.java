package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.gateway.product.Configuration.Refused;
import io.lineside.gateway.product.expression.ExpressionFailed;
import io.lineside.gateway.product.expression.Names;
import io.lineside.gateway.product.expression.Values;
import io.lineside.gateway.product.preview.SvgTemplate;
import io.lineside.model.job.ParameterValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of a product, ready for orders. Thread-safe. */
public final class CompiledProduct {
    private final ProductConfig config;
    private final List<Rule> rules;
    private final Work work;
    private final Optional<SvgTemplate> drawing;
    private final OptionBlock options;
    private final OptionBlock packaging;
    private final OptionBlock delivery;
    private final OptionBlock service;
    private final Map<String, OptionConfig> names;
    private final Set<String> personal;

    CompiledProduct(ProductConfig config, List<Rule> rules, Work work, Optional<SvgTemplate> drawing) {
        this.config = config;
        this.drawing = drawing;
        this.rules = List.copyOf(rules);
        this.work = work;
        this.options = new OptionBlock(OptionFault.OPTIONS, config.options(), Function.identity());
        this.packaging = block(OptionFault.PACKAGING, config.packaging());
        this.delivery = block(OptionFault.DELIVERY, config.delivery());
        this.service = block(OptionFault.SERVICE, config.service());
        this.names = Names.of(config);
        Set<String> options = names.entrySet().stream()
                .filter(option -> option.getValue().traits().personal())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        this.personal =
                Stream.concat(options.stream(), work.madeOf(options).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static OptionBlock block(String name, Map<String, OptionConfig> options) {
        return new OptionBlock(name, options, option -> Names.member(name, option));
    }

    /** MaterialDefinitionID on the wire. */
    public String id() {
        return config.id();
    }

    /** The version of the product file. */
    public int version() {
        return config.version();
    }

    /** Its rules, in the order of the file. */
    List<Rule> rules() {
        return rules;
    }

    /** Its options, packaging, delivery and service by the name that expressions use. */
    Map<String, OptionConfig> names() {
        return names;
    }

    /**
     * What of an order of it says something about a person: names of options, as expressions use them, and as
     * {@code operation#Parameter} what lines are told that is worked out from them.
     */
    public Set<String> personal() {
        return personal;
    }

    /** The product file, for titles, options and reasons. */
    public ProductConfig config() {
        return config;
    }

    /** Checks an order of nothing but options and packaging. */
    public Configuration configure(
            Map<String, ? extends @Nullable Object> ordered, Map<String, ? extends @Nullable Object> orderedPackaging) {
        return configure(Ordered.of(ordered, orderedPackaging));
    }

    /**
     * Checks what an order says about one piece and fills in defaults. Nothing ordered is ever dropped: what is not
     * understood is refused.
     */
    public Configuration configure(Ordered ordered) {
        OptionBlock.Read own = options.read(ordered.options());
        OptionBlock.Read pack = packaging.read(ordered.packaging());
        OptionBlock.Read deliver = delivery.read(ordered.delivery());
        OptionBlock.Read serve = service.read(ordered.service());
        var faults = new ArrayList<OptionFault>();
        Set<String> unusable = new HashSet<>();
        for (OptionBlock.Read read : List.of(own, pack, deliver, serve)) {
            faults.addAll(read.faults());
            unusable.addAll(read.unusable());
        }
        Map<String, ParameterValue> all = new LinkedHashMap<>(own.values());
        deliver.values().forEach((name, value) -> all.put(Names.member(OptionFault.DELIVERY, name), value));
        serve.values().forEach((name, value) -> all.put(Names.member(OptionFault.SERVICE, name), value));
        return configure(new Configured(all, pack.values()), faults, unusable);
    }

    private Configuration configure(Configured configured, List<OptionFault> faults, Set<String> unusable) {
        Map<String, Object> values = values(configured);
        List<OptionFault> warnings = new ArrayList<>();
        for (Rule rule : rules) {
            attempt(() -> rule.check(names, values, unusable))
                    .ifPresent(rule.config().warning() ? warnings::add : faults::add);
        }
        List<PlannedOperation> onePiece = List.of();
        if (faults.isEmpty()) {
            try {
                onePiece = operations(configured, 1);
                noOperation(onePiece).ifPresent(faults::add);
            } catch (ExpressionFailed e) {
                faults.add(failed(e));
            }
        }
        deprecation().ifPresent(warnings::add);
        return faults.isEmpty()
                ? new Configured(configured.options(), configured.packaging(), warnings, onePiece)
                : new Refused(faults);
    }

    /** What is worth telling about a piece that can be made like this. */
    public List<OptionFault> warnings(Map<String, ParameterValue> orderedOptions, Map<String, ParameterValue> pack) {
        List<OptionFault> warnings = new ArrayList<>();
        List<Rule> warn = rules.stream().filter(rule -> rule.config().warning()).toList();
        if (!warn.isEmpty()) {
            Map<String, Object> values = values(new Configured(orderedOptions, pack));
            warn.forEach(
                    rule -> attempt(() -> rule.check(names, values, Set.of())).ifPresent(warnings::add));
        }
        deprecation().ifPresent(warnings::add);
        return warnings;
    }

    /**
     * What a query asks to be drawn, as an order: names are those of expressions, texts become values of their options'
     * types, and options that are required and not named get a value that they take.
     */
    public Configuration configure(Map<String, String> query) {
        return configure(new PreviewQuery(names).order(query));
    }

    /**
     * The drawing of a configured piece as SVG; empty where the product has none.
     *
     * @throws ExpressionFailed when an expression of the drawing can not be worked out
     */
    public Optional<String> draw(Configured configured) {
        return drawing.map(template -> template.draw(values(configured)));
    }

    private Optional<OptionFault> deprecation() {
        return config.deprecated()
                .map(found -> new OptionFault(
                        "version",
                        "",
                        "deprecated",
                        id() + "@" + version() + ", deprecated since " + found.since(),
                        found.replacedBy().orElse(""),
                        "should no longer be ordered"));
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
        if (quantity == 1 && !configured.onePiece().isEmpty()) {
            return configured.onePiece();
        }
        Map<String, Object> values = values(configured);
        Set<String> freed =
                rules.stream().flatMap(rule -> rule.frees(values).stream()).collect(Collectors.toSet());
        return work.plan(values, quantity, freed);
    }

    private Map<String, Object> values(Configured configured) {
        return Values.of(names, configured.options(), configured.packaging());
    }

    private static Optional<OptionFault> noOperation(List<PlannedOperation> onePiece) {
        return onePiece.isEmpty()
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
            return Optional.of(failed(e));
        }
    }

    private static OptionFault failed(ExpressionFailed why) {
        return new OptionFault(
                OptionFault.OPTIONS,
                "",
                "expression",
                "not (" + why.getMessage() + ")",
                "values that the product's expressions can work out",
                "must be workable");
    }
}
