package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the names and texts of a query into an order that can be drawn; what is required and not said is chosen. Pure. */
record PreviewQuery(Map<String, OptionConfig> names) {
    private static final int LONGEST_NUMBER = 30;

    Ordered order(Map<String, String> query) {
        Map<String, Map<String, @Nullable Object>> blocks = new LinkedHashMap<>();
        names.forEach((name, option) -> {
            if (option.required() && !query.containsKey(name)) {
                Candidates.of(option, null).stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(value -> put(blocks, name, value));
            }
        });
        query.forEach((name, text) -> put(blocks, name, value(names.get(name), text)));
        return new Ordered(
                blocks.getOrDefault(OptionFault.OPTIONS, Map.of()),
                blocks.getOrDefault(OptionFault.PACKAGING, Map.of()),
                blocks.getOrDefault(OptionFault.DELIVERY, Map.of()),
                blocks.getOrDefault(OptionFault.SERVICE, Map.of()));
    }

    private static void put(Map<String, Map<String, @Nullable Object>> blocks, String name, @Nullable Object value) {
        int dot = name.indexOf('.');
        String block = dot < 0 ? "" : name.substring(0, dot);
        boolean own = !block.equals(OptionFault.PACKAGING)
                && !block.equals(OptionFault.DELIVERY)
                && !block.equals(OptionFault.SERVICE);
        blocks.computeIfAbsent(own ? OptionFault.OPTIONS : block, key -> new LinkedHashMap<>())
                .put(own ? name : name.substring(dot + 1), value);
    }

    private static Object value(@Nullable OptionConfig option, String text) {
        if (option instanceof OptionConfig.Flag && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        boolean number = option instanceof OptionConfig.Whole
                || option instanceof OptionConfig.Decimal
                || option instanceof OptionConfig.Dimension;
        return number ? number(text) : text;
    }

    private static Object number(String text) {
        try {
            return text.length() <= LONGEST_NUMBER ? new BigDecimal(text) : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
