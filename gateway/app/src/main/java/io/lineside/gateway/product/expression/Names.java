package io.lineside.gateway.product.expression;

import dev.cel.common.ast.CelExpr;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ProductConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names that expressions use for options. */
public final class Names {
    /** How many pieces the job makes; not known to rules. */
    public static final String QUANTITY = "quantity";

    private static final String PACKAGING = "packaging";
    // No identifier of the language can start like this, so no option can be mistaken for it.
    private static final String PRESENCE = "@has.";

    private Names() {}

    /** The name of a packaging option. */
    public static String packaging(String option) {
        return PACKAGING + "." + option;
    }

    /** Every option of a product and its packaging by the name that expressions use, in the order of the file. */
    public static Map<String, OptionConfig> of(ProductConfig product) {
        var options = new LinkedHashMap<>(product.options());
        product.packaging().forEach((name, option) -> options.put(packaging(name), option));
        return options;
    }

    /** The hidden flag that tells whether an option has a value. */
    static String presence(String name) {
        return PRESENCE + name;
    }

    /** The option that a hidden flag tells about, if it is one. */
    static Optional<String> ofPresence(String flag) {
        return flag.startsWith(PRESENCE) ? Optional.of(flag.substring(PRESENCE.length())) : Optional.empty();
    }

    /** The name that a piece of an expression is, if it is one. */
    static Optional<String> of(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> Optional.of(expr.ident().name());
            case SELECT ->
                of(expr.select().operand())
                        .filter(PACKAGING::equals)
                        .map(operand -> packaging(expr.select().field()));
            default -> Optional.empty();
        };
    }
}
