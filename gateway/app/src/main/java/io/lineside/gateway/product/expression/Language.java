package io.lineside.gateway.product.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.config.source.Expression;
import io.lineside.config.source.FaultLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The language of one product: CEL in which every option is a variable of its type, {@code has(option)} tells whether
 * an optional one has a value, and every other use of it must be guarded by that. Thread-safe.
 */
public final class Language {
    private static final CelOptions LIMITS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(1_000)
            .maxExpressionCodePointSize(10_000)
            .maxParseRecursionDepth(50)
            .maxRegexProgramSize(500)
            .build();

    private final Cel cel;
    private final Map<String, CelType> variables;
    private final Set<String> options;
    private final Set<String> mayBeAbsent;

    private Language(Map<String, OptionConfig> options, Map<String, CelType> more) {
        this.variables = new LinkedHashMap<>(more);
        options.forEach(this::declare);
        this.options = Set.copyOf(options.keySet());
        this.mayBeAbsent = options.entrySet().stream()
                .filter(entry -> entry.getValue().traits().optional())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        this.cel = build(options.keySet());
    }

    /** What rules may say: nothing but options. */
    public static Language ofRules(ProductConfig product) {
        return new Language(Names.of(product), Map.of());
    }

    /** What operations and materials may say: options and {@code quantity}. */
    public static Language ofWork(ProductConfig product) {
        return new Language(Names.of(product), Map.of(Names.QUANTITY, SimpleType.INT));
    }

    private Cel build(Set<String> options) {
        CelBuilder builder = CelFactory.plannerCelBuilder().setOptions(LIMITS);
        builder.setStandardMacros(CelStandardMacro.STANDARD_MACROS.stream()
                .filter(macro -> macro != CelStandardMacro.HAS)
                .toList());
        builder.addMacros(CelMacro.newGlobalMacro("has", 1, (factory, target, args) -> has(factory, args)));
        variables.forEach(builder::addVar);
        options.forEach(name -> builder.addVar(Names.presence(name), SimpleType.BOOL));
        return builder.build();
    }

    private void declare(String name, OptionConfig option) {
        if (option instanceof OptionConfig.FileReference) {
            Names.FILE_MEMBERS.forEach(member -> variables.put(
                    Names.member(name, member), member.equals("size") ? SimpleType.INT : SimpleType.STRING));
        } else {
            variables.put(name, type(option));
        }
    }

    private static CelType type(OptionConfig option) {
        if (option instanceof OptionConfig.Whole) {
            return SimpleType.INT;
        }
        if (option instanceof OptionConfig.Decimal || option instanceof OptionConfig.Dimension) {
            return SimpleType.DOUBLE;
        }
        return option instanceof OptionConfig.Flag ? SimpleType.BOOL : SimpleType.STRING;
    }

    // CEL's own has() takes only fields of a message: ours takes an option and becomes a hidden flag.
    private static Optional<CelExpr> has(CelMacroExprFactory factory, List<CelExpr> args) {
        Optional<String> name = Names.of(args.get(0));
        return Optional.of(name.map(option -> factory.newIdentifier(Names.presence(option)))
                .orElseGet(() -> factory.reportError(CelIssue.formatError(
                        factory.getSourceLocation(args.get(0)), "has() takes the name of one option"))));
    }

    /**
     * Compiles a condition.
     *
     * @param present options known to have a value wherever the condition is worked out
     */
    public Optional<CompiledExpression> condition(Expression source, Set<String> present, FaultLog faults) {
        return compile(source, present, Set.of(SimpleType.BOOL), faults);
    }

    /** Compiles an amount; likewise. */
    public Optional<CompiledExpression> number(Expression source, Set<String> present, FaultLog faults) {
        return compile(source, present, Set.of(SimpleType.INT, SimpleType.DOUBLE), faults);
    }

    /** Compiles a value that a line can be sent; likewise. */
    public Optional<CompiledExpression> value(Expression source, Set<String> present, FaultLog faults) {
        return compile(
                source, present, Set.of(SimpleType.STRING, SimpleType.INT, SimpleType.DOUBLE, SimpleType.BOOL), faults);
    }

    private Optional<CompiledExpression> compile(
            Expression source, Set<String> present, Set<CelType> allowed, FaultLog faults) {
        CelValidationResult result = cel.compile(source.source());
        if (result.hasError()) {
            var messages = new CompileMessages(source, variables.keySet());
            result.getErrors().forEach(issue -> faults.add(source.at(), messages.of(issue)));
            return Optional.empty();
        }
        try {
            return checked(source, result.getAst(), present, allowed, faults);
        } catch (CelValidationException | CelEvaluationException e) {
            faults.add(source.at(), "must compile, was '" + source.source() + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<CompiledExpression> checked(
            Expression source, CelAbstractSyntaxTree ast, Set<String> present, Set<CelType> allowed, FaultLog faults)
            throws CelEvaluationException {
        if (!allowed.contains(ast.getResultType())) {
            faults.add(
                    source.at(),
                    "must be of another type, was " + CompileMessages.type(ast.getResultType())
                            + " ('" + source.source() + "'); allowed: "
                            + allowed.stream()
                                    .map(CompileMessages::type)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        var presence = new PresenceCheck(options, mayBeAbsent).walk(ast.getExpr(), present);
        presence.unguarded()
                .forEach(name -> faults.add(
                        source.at(),
                        "must be guarded where " + name
                                + " may be absent, was '" + source.source() + "'; allowed: for example has(" + name
                                + ") && ..., has(" + name + ") ? ... : ..., or a when: has(" + name + ")"));
        return presence.unguarded().isEmpty()
                ? Optional.of(new CompiledExpression(
                        source,
                        ast.getExpr(),
                        cel.createProgram(ast),
                        presence.used(),
                        PresenceCheck.whenTrue(ast.getExpr())))
                : Optional.empty();
    }
}
