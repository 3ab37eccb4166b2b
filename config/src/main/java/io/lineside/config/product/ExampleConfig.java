package io.lineside.config.product;

import io.lineside.config.source.Position;
import java.util.Map;
import java.util.Optional;

/**
 * An order and what must come of it, checked whenever the product is loaded.
 *
 * @param order options as String, Long, Double or Boolean, or a map of those
 * @param packaging packaging options, likewise
 * @param delivery delivery options, likewise
 * @param service service options, likewise
 * @param quantity pieces ordered, default 1
 * @param sends by operation id: exactly the parameters it sends; operations not named are not checked
 * @param warnedBy id of a rule that takes the order with a warning; empty where that is not checked
 * @param refusedBy id of the rule, or code of the check, that refuses the order; present exactly when {@code sends} is
 *     empty
 */
public record ExampleConfig(
        Map<String, Object> order,
        Map<String, Object> packaging,
        Map<String, Object> delivery,
        Map<String, Object> service,
        int quantity,
        Map<String, Map<String, Object>> sends,
        Optional<String> warnedBy,
        Optional<String> refusedBy,
        Position at) {
    /** Copies the maps and keeps their order. */
    public ExampleConfig {
        order = ProductConfig.ordered(order);
        packaging = ProductConfig.ordered(packaging);
        delivery = ProductConfig.ordered(delivery);
        service = ProductConfig.ordered(service);
        sends = ProductConfig.ordered(sends);
    }
}
