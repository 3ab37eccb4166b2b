package io.lineside.gateway.product;

import io.lineside.config.product.MaterialConfig;
import io.lineside.config.product.OperationConfig;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ParameterConfig;
import io.lineside.config.product.PartConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.config.product.RuleConfig;
import io.lineside.config.source.Expression;
import io.lineside.config.source.FaultLog;
import io.lineside.gateway.product.expression.CompiledExpression;
import io.lineside.gateway.product.expression.Language;
import io.lineside.gateway.product.expression.Names;
import io.lineside.gateway.product.expression.Template;
import io.lineside.gateway.product.preview.SvgReader;
import io.lineside.gateway.product.preview.SvgTemplate;
import io.lineside.model.job.JobOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compiles one product, noting every fault of every expression. Confined to the compiling thread. */
final class ProductCompiler {
    private final ProductConfig config;
    private final FaultLog faults;
    private final Language ofRules;
    private final Language ofWork;
    private final Map<String, OptionConfig> names;

    ProductCompiler(ProductConfig config, FaultLog faults) {
        this.config = config;
        this.faults = faults;
        this.ofRules = Language.ofRules(config);
        this.ofWork = Language.ofWork(config);
        this.names = Names.of(config);
    }

    Optional<CompiledProduct> compile() {
        int before = faults.size();
        config.options().values().forEach(option -> checkDefault(OptionFault.OPTIONS, option));
        config.packaging().values().forEach(option -> checkDefault(OptionFault.PACKAGING, option));
        config.delivery().values().forEach(option -> checkDefault(OptionFault.DELIVERY, option));
        config.service().values().forEach(option -> checkDefault(OptionFault.SERVICE, option));
        List<Rule> rules = present(config.rules().stream().map(this::rule));
        List<Work.Step> steps = present(inOrder().stream().map(this::step));
        List<Work.Bill> materials = present(Stream.concat(
                config.base().stream().map(this::part),
                config.materials().stream().map(this::material)));
        Optional<SvgTemplate> drawing = config.preview().flatMap(preview -> SvgReader.read(preview, ofRules, faults));
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(new CompiledProduct(config, rules, new Work(steps, materials), drawing));
    }

    private void checkDefault(String block, OptionConfig option) {
        option.defaultValue().ifPresent(value -> new OptionCheck(block, option)
                .check(
                        value,
                        fault -> faults.add(
                                option.traits().at().child("default"),
                                "must be a value of the option (" + fault.rule() + "), was " + fault.was()
                                        + "; allowed: " + fault.allowed())));
    }

    private Optional<Rule> rule(RuleConfig rule) {
        Optional<CompiledExpression> when = condition(ofRules, rule.when(), Set.of());
        Optional<CompiledExpression> require = ofRules.condition(rule.require(), proved(when), faults);
        return require.map(found -> new Rule(rule, when, found));
    }

    private Optional<Work.Step> step(OperationConfig operation) {
        Optional<CompiledExpression> when = condition(ofWork, operation.when(), Set.of());
        List<Work.Sent> parameters =
                present(operation.parameters().stream().map(parameter -> sent(parameter, proved(when))));
        List<CompiledExpression> batchBy = present(
                operation.batchBy().stream().map(expression -> ofRules.value(expression, proved(when), faults)));
        return Optional.of(new Work.Step(operation, when, batchBy, parameters));
    }

    private Optional<Work.Sent> sent(ParameterConfig parameter, Set<String> known) {
        if (parameter.id().equals(JobOrder.SPEC_DIGEST_PARAMETER)) {
            faults.add(
                    parameter.value().at(),
                    "must not be named " + JobOrder.SPEC_DIGEST_PARAMETER + ", which the gateway sends itself, was '"
                            + parameter.id() + "'");
        }
        Optional<CompiledExpression> when = condition(ofWork, parameter.when(), known);
        return ofWork.value(parameter.value(), both(known, proved(when)), faults)
                .map(value -> new Work.Sent(parameter.id(), value, when, parameter.unit()));
    }

    private Optional<Work.Bill> part(PartConfig part) {
        Optional<Template> material = Template.compile(part.material(), names, Set.of(), faults);
        Optional<CompiledExpression> quantity = ofWork.number(part.quantity(), Set.of(), faults);
        return material.flatMap(name -> quantity.map(amount -> new Work.Bill(
                Optional.of(part.part()), name, amount, part.unit(), Optional.empty(), part.operation())));
    }

    private Optional<Work.Bill> material(MaterialConfig material) {
        Set<String> atOperation = config.operations().stream()
                .filter(operation ->
                        material.operation().filter(operation.id()::equals).isPresent())
                .findFirst()
                .flatMap(operation -> ofWorkQuietly(operation.when()))
                .map(CompiledExpression::proves)
                .orElse(Set.of());
        Optional<CompiledExpression> when = condition(ofWork, material.when(), atOperation);
        Set<String> known = both(atOperation, proved(when));
        Optional<Template> definition = Template.compile(material.definition(), names, known, faults);
        Optional<CompiledExpression> quantity = ofWork.number(material.quantity(), known, faults);
        return definition.flatMap(name -> quantity.map(
                amount -> new Work.Bill(Optional.empty(), name, amount, material.unit(), when, material.operation())));
    }

    // The operation's own compilation tells its faults.
    private Optional<CompiledExpression> ofWorkQuietly(Optional<Expression> when) {
        return when.flatMap(expression -> ofWork.condition(expression, Set.of(), new FaultLog()));
    }

    private Optional<CompiledExpression> condition(Language language, Optional<Expression> source, Set<String> known) {
        return source.flatMap(expression -> language.condition(expression, known, faults));
    }

    // Those with nothing left to wait for first, otherwise in the order of the file; config allows no circle.
    private List<OperationConfig> inOrder() {
        var waiting = new ArrayList<>(config.operations());
        var ordered = new ArrayList<OperationConfig>();
        Set<String> done = new HashSet<>();
        while (!waiting.isEmpty()) {
            OperationConfig next = waiting.stream()
                    .filter(operation -> done.containsAll(operation.after()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("product " + config.id() + " has operations that wait"
                            + " for each other, which its file does not allow"));
            waiting.remove(next);
            ordered.add(next);
            done.add(next.id());
        }
        return ordered;
    }

    private static Set<String> proved(Optional<CompiledExpression> when) {
        return when.map(CompiledExpression::proves).orElse(Set.of());
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static <T> List<T> present(Stream<Optional<T>> compiled) {
        return compiled.flatMap(Optional::stream).toList();
    }
}
