package io.lineside.gateway.product.expression;

import io.lineside.config.product.OptionConfig;
import io.lineside.model.job.ParameterValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What expressions are worked out with. */
public final class Values {
    private Values() {}

    /**
     * The values of an order, with the hidden flags behind {@code has()}; options without a value are absent.
     *
     * @param names every option of the product, by the name that expressions use
     */
    public static Map<String, Object> of(
            Map<String, OptionConfig> names,
            Map<String, ParameterValue> options,
            Map<String, ParameterValue> packaging) {
        var values = new HashMap<String, Object>();
        options.forEach((name, value) -> values.put(name, value.plain()));
        packaging.forEach((name, value) -> values.put(Names.member(Names.BLOCKS.get(0), name), value.plain()));
        names.forEach((name, option) -> values.put(Names.presence(name), values.containsKey(key(name, option))));
        return values;
    }

    private static String key(String name, OptionConfig option) {
        return option instanceof OptionConfig.FileReference ? Names.member(name, Names.FILE_MEMBERS.get(0)) : name;
    }

    /** The same values for a job of so many pieces. */
    public static Map<String, Object> withQuantity(Map<String, Object> values, int quantity) {
        var all = new HashMap<>(values);
        all.put(Names.QUANTITY, (long) quantity);
        return all;
    }

    /** For how many pieces {@link #withQuantity} made these values. */
    public static long quantity(Map<String, Object> values) {
        return (Long) Objects.requireNonNull(values.get(Names.QUANTITY));
    }
}
