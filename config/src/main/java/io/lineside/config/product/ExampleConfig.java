package io.lineside.config.product;

import io.lineside.config.source.Position;
import java.util.Map;
import java.util.Optional;

/**
 * An order and what must come of it, checked whenever the product is loaded.
 *
 * @param order options as String, Long, Double or Boolean
 * @param packaging packaging options, likewise
 * @param quantity pieces ordered, default 1
 * @param sends by operation id: exactly the parameters it sends; operations not named are not checked
 * @param refusedBy id of the rule, or code of the check, that refuses the order; present exactly when {@code sends} is
 *     empty
 */
public record ExampleConfig(
        Map<String, Object> order,
        Map<String, Object> packaging,
        int quantity,
        Map<String, Map<String, Object>> sends,
        Optional<String> refusedBy,
        Position at) {
    /** Copies the maps and keeps their order. */
    public ExampleConfig {
        order = ProductConfig.ordered(order);
        packaging = ProductConfig.ordered(packaging);
        sends = ProductConfig.ordered(sends);
    }
}
