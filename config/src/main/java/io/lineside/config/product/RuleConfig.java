package io.lineside.config.product;

import io.lineside.config.source.Expression;
import io.lineside.config.source.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A combination of options that must hold.
 *
 * @param id named in refusals as {@code rule:<id>}
 * @param warning whether an order that breaks it is taken nonetheless and told, default false
 * @param when to which orders it applies; empty for all
 * @param require what must be true of them
 * @param frees base parts that an order leaves out when the rule applies to it and holds; usually none
 * @param because by language, why, for the person who ordered
 */
public record RuleConfig(
        String id,
        boolean warning,
        Optional<Expression> when,
        Expression require,
        List<String> frees,
        Map<String, String> because,
        Position at) {
    /** Copies the collections and keeps their order. */
    public RuleConfig {
        frees = List.copyOf(frees);
        because = ProductConfig.ordered(because);
    }

    /** The reason in this language, else in English, else in the first language of the file. */
    public String because(String language) {
        String english = because.getOrDefault("en", because.values().iterator().next());
        return because.getOrDefault(language, english);
    }
}
