package io.lineside.gateway.product.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that an expression never reads an option that has no value: every use of an option that may be absent must
 * stand where {@code has(option)} is known to be true. Confined to one expression's compilation.
 */
final class PresenceCheck {
    private static final String AND = "_&&_";
    private static final String OR = "_||_";
    private static final String NOT = "!_";
    private static final String IF = "_?_:_";

    private final Set<String> options;
    private final Set<String> mayBeAbsent;
    private final Set<String> unguarded = new LinkedHashSet<>();
    private final Set<String> used = new LinkedHashSet<>();

    PresenceCheck(Set<String> options, Set<String> mayBeAbsent) {
        this.options = options;
        this.mayBeAbsent = mayBeAbsent;
    }

    /** Walks an expression that is only worked out where these options have a value. */
    PresenceCheck walk(CelExpr expr, Set<String> present) {
        visit(expr, present);
        return this;
    }

    /** Options read where they may have no value. */
    Set<String> unguarded() {
        return unguarded;
    }

    /** Every name the expression depends on. */
    Set<String> used() {
        return used;
    }

    private void visit(CelExpr expr, Set<String> present) {
        Optional<String> name = Names.of(expr);
        if (name.isPresent()) {
            read(name.get(), present);
            return;
        }
        switch (expr.getKind()) {
            case SELECT -> visit(expr.select().operand(), present);
            case CALL -> call(expr.call(), present);
            case LIST -> expr.list().elements().forEach(element -> visit(element, present));
            case STRUCT -> expr.struct().entries().forEach(entry -> visit(entry.value(), present));
            case MAP ->
                expr.map().entries().forEach(entry -> {
                    visit(entry.key(), present);
                    visit(entry.value(), present);
                });
            case COMPREHENSION -> loop(expr.comprehension(), present);
            default -> {}
        }
    }

    private void read(String name, Set<String> present) {
        Optional<String> asked = Names.ofPresence(name);
        String option = Names.option(asked.orElse(name), options);
        used.add(option);
        if (asked.isEmpty() && mayBeAbsent.contains(option) && !present.contains(option)) {
            unguarded.add(option);
        }
    }

    private void call(CelExpr.CelCall call, Set<String> present) {
        List<CelExpr> args = call.args();
        call.target().ifPresent(target -> visit(target, present));
        switch (call.function()) {
            case AND -> guarded(args, present, with(present, whenTrue(args.get(0))));
            case OR -> guarded(args, present, with(present, whenFalse(args.get(0))));
            case IF -> {
                guarded(args.subList(0, 2), present, with(present, whenTrue(args.get(0))));
                visit(args.get(2), with(present, whenFalse(args.get(0))));
            }
            default -> args.forEach(arg -> visit(arg, present));
        }
    }

    private void guarded(List<CelExpr> guardAndRest, Set<String> present, Set<String> behindGuard) {
        visit(guardAndRest.get(0), present);
        guardAndRest.subList(1, guardAndRest.size()).forEach(rest -> visit(rest, behindGuard));
    }

    private void loop(CelExpr.CelComprehension loop, Set<String> present) {
        visit(loop.iterRange(), present);
        visit(loop.accuInit(), present);
        // A loop's own variable hides an option of the same name and always has a value.
        Set<String> inside = with(present, Set.of(loop.iterVar(), loop.accuVar()));
        for (CelExpr part : List.of(loop.loopCondition(), loop.loopStep(), loop.result())) {
            visit(part, inside);
        }
    }

    /** Options that certainly have a value when the expression is true. */
    static Set<String> whenTrue(CelExpr expr) {
        return proves(expr, AND, PresenceCheck::whenTrue)
                .or(() -> either(expr, OR, PresenceCheck::whenTrue))
                .or(() -> not(expr, PresenceCheck::whenFalse))
                .or(() -> Names.of(expr).flatMap(Names::ofPresence).map(Set::of))
                .orElse(Set.of());
    }

    private static Set<String> whenFalse(CelExpr expr) {
        return proves(expr, OR, PresenceCheck::whenFalse)
                .or(() -> either(expr, AND, PresenceCheck::whenFalse))
                .or(() -> not(expr, PresenceCheck::whenTrue))
                .orElse(Set.of());
    }

    private interface Proof {
        Set<String> of(CelExpr expr);
    }

    private static Optional<Set<String>> proves(CelExpr expr, String function, Proof proof) {
        return args(expr, function).map(args -> with(proof.of(args.get(0)), proof.of(args.get(1))));
    }

    private static Optional<Set<String>> either(CelExpr expr, String function, Proof proof) {
        return args(expr, function).map(args -> {
            var both = new HashSet<>(proof.of(args.get(0)));
            both.retainAll(proof.of(args.get(1)));
            return both;
        });
    }

    private static Optional<Set<String>> not(CelExpr expr, Proof proof) {
        return args(expr, NOT).map(args -> proof.of(args.get(0)));
    }

    private static Optional<List<CelExpr>> args(CelExpr expr, String function) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL
                        && expr.call().function().equals(function)
                ? Optional.of(new ArrayList<>(expr.call().args()))
                : Optional.empty();
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
