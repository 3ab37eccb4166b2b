package io.lineside.config.product;

import io.lineside.config.source.Expression;
import io.lineside.config.source.Position;
import java.util.Map;
import java.util.Optional;

/**
 * A combination of options that must hold.
 *
 * @param id named in refusals as {@code rule:<id>}
 * @param when to which orders it applies; empty for all
 * @param require what must be true of them
 * @param because by language, why, for the person who ordered
 */
public record RuleConfig(
        String id, Optional<Expression> when, Expression require, Map<String, String> because, Position at) {
    /** Copies the map and keeps its order. */
    public RuleConfig {
        because = ProductConfig.ordered(because);
    }

    /** The reason in this language, else in English, else in the first language of the file. */
    public String because(String language) {
        String english = because.getOrDefault("en", because.values().iterator().next());
        return because.getOrDefault(language, english);
    }
}
