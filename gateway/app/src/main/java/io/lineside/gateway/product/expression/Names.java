package io.lineside.gateway.product.expression;

import dev.cel.common.ast.CelExpr;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ProductConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that expressions use for options. */
public final class Names {
    /** How many pieces the job makes; not known to rules. */
    public static final String QUANTITY = "quantity";

    /** What a reference to a file is made of: {@code <option>.url} and so on. */
    public static final List<String> FILE_MEMBERS = List.of("url", "sha256", "mediaType", "size");

    /** The blocks whose options are named {@code <block>.<option>}. */
    static final List<String> BLOCKS = List.of("packaging", "delivery", "service");

    // No identifier of the language can start like this, so no option can be mistaken for it.
    private static final String PRESENCE = "@has.";

    private Names() {}

    /** The name of an option of a block other than the product's own options, or of a member of a file option. */
    public static String member(String block, String option) {
        return block + "." + option;
    }

    /** Every option of a product, its packaging, delivery and service by the name that expressions use, in the order of the file. */
    public static Map<String, OptionConfig> of(ProductConfig product) {
        var options = new LinkedHashMap<>(product.options());
        product.packaging().forEach((name, option) -> options.put(member(BLOCKS.get(0), name), option));
        product.delivery().forEach((name, option) -> options.put(member(BLOCKS.get(1), name), option));
        product.service().forEach((name, option) -> options.put(member(BLOCKS.get(2), name), option));
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
                        .map(operand -> member(operand, expr.select().field()));
            default -> Optional.empty();
        };
    }

    /** The option that a name belongs to: itself, or the file option that it is a member of. */
    static String option(String name, Set<String> options) {
        String option = name;
        while (!options.contains(option) && option.indexOf('.') > 0) {
            option = option.substring(0, option.lastIndexOf('.'));
        }
        return option;
    }
}
