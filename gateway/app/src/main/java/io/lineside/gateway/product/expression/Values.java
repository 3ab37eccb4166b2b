package io.lineside.gateway.product.expression;

import io.lineside.config.product.ProductConfig;
import io.lineside.model.job.ParameterValue;
import java.util.HashMap;
import java.util.Map;

/** What expressions are worked out with. */
public final class Values {
    private Values() {}

    /** The values of an order, with the hidden flags behind {@code has()}; options without a value are absent. */
    public static Map<String, Object> of(
            ProductConfig product, Map<String, ParameterValue> options, Map<String, ParameterValue> packaging) {
        var values = new HashMap<String, Object>();
        options.forEach((name, value) -> values.put(name, value.plain()));
        packaging.forEach((name, value) -> values.put(Names.packaging(name), value.plain()));
        Map<String, Object> flags = new HashMap<>();
        Names.of(product).keySet().forEach(name -> flags.put(Names.presence(name), values.containsKey(name)));
        values.putAll(flags);
        return values;
    }

    /** The same values for a job of so many pieces. */
    public static Map<String, Object> withQuantity(Map<String, Object> values, int quantity) {
        var all = new HashMap<>(values);
        all.put(Names.QUANTITY, (long) quantity);
        return all;
    }
}
