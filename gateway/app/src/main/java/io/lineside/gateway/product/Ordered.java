package io.lineside.gateway.product;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an order says about one piece, as it came in: values are String, any Number, Boolean, or a map of those; lists and
 * null are of no option's type.
 */
public record Ordered(
        Map<String, ? extends @Nullable Object> options,
        Map<String, ? extends @Nullable Object> packaging,
        Map<String, ? extends @Nullable Object> delivery,
        Map<String, ? extends @Nullable Object> service) {
    /** An order of nothing but options and packaging. */
    public static Ordered of(
            Map<String, ? extends @Nullable Object> options, Map<String, ? extends @Nullable Object> packaging) {
        return new Ordered(options, packaging, Map.of(), Map.of());
    }
}
