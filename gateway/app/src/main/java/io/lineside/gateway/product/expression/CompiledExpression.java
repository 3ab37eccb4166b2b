package io.lineside.gateway.product.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.lineside.config.source.Expression;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An expression that type-checks and reads no absent option. Thread-safe. */
public final class CompiledExpression {
    private final Expression source;
    private final CelExpr tree;
    private final Program program;
    private final Set<String> variables;
    private final Set<String> proves;
    private final Optional<String> name;

    CompiledExpression(Expression source, CelExpr tree, Program program, Set<String> variables, Set<String> proves) {
        this.source = source;
        this.tree = tree;
        this.program = program;
        this.variables = Set.copyOf(variables);
        this.proves = Set.copyOf(proves);
        this.name = tree.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? Optional.of(tree.ident().name())
                : Optional.empty();
    }

    /** As written in the product file. */
    public String source() {
        return source.source();
    }

    /** What it is made of, for a translation into another language. */
    CelExpr tree() {
        return tree;
    }

    /** Names of the options it depends on. */
    public Set<String> variables() {
        return variables;
    }

    /** Options that certainly have a value when this is true. */
    public Set<String> proves() {
        return proves;
    }

    /** Whether it is true; only for expressions compiled as a condition. */
    public boolean holds(Map<String, Object> values) {
        return (Boolean) evaluate(values);
    }

    /** Its value, typed by the type of the expression. */
    public ParameterValue value(Map<String, Object> values) {
        Object result = evaluate(values);
        if (result instanceof String text) {
            return new ParameterValue.Text(text);
        }
        if (result instanceof Long whole) {
            return new ParameterValue.Whole(whole);
        }
        if (result instanceof Double decimal) {
            return new ParameterValue.Decimal(finite(decimal));
        }
        return new ParameterValue.Flag((Boolean) result);
    }

    /** An amount, at least 0; only for expressions compiled as a number. */
    public BigDecimal amount(Map<String, Object> values) {
        Object result = evaluate(values);
        BigDecimal amount =
                result instanceof Long whole ? BigDecimal.valueOf(whole) : BigDecimal.valueOf(finite((Double) result));
        if (amount.signum() < 0) {
            throw failed("must be at least 0, was " + amount);
        }
        return amount;
    }

    private double finite(double value) {
        if (!Double.isFinite(value)) {
            throw failed("must be a finite number, was " + value);
        }
        return value;
    }

    private Object evaluate(Map<String, Object> values) {
        // Most parameters are an option as it is, which needs no machinery; what is wrong with an absent one, CEL says.
        Object plain = name.map(values::get).orElse(null);
        if (plain != null) {
            return plain;
        }
        try {
            return program.eval(values);
        } catch (CelEvaluationException e) {
            // Only the code: the message could repeat an order's text.
            throw failed(String.valueOf(e.getErrorCode()));
        }
    }

    private ExpressionFailed failed(String reason) {
        return new ExpressionFailed(source.at(), source.source(), reason);
    }
}
