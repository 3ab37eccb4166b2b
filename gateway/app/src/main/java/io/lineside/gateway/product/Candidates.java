package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that an option could have instead, those nearest to what was ordered first. Pure. */
final class Candidates {
    private static final int MOST = 60;

    private Candidates() {}

    /**
     * Values to try; empty stands for leaving the option out.
     *
     * @param was what was ordered; null for nothing
     */
    static List<Optional<Object>> of(OptionConfig option, @Nullable Object was) {
        Set<Optional<Object>> values = new LinkedHashSet<>();
        if (option instanceof OptionConfig.Choice choice) {
            option.defaultValue().ifPresent(preset -> values.add(Optional.of(preset)));
            choice.values().forEach(value -> values.add(Optional.of(value)));
        } else if (option instanceof OptionConfig.Colour colour) {
            option.defaultValue().ifPresent(preset -> values.add(Optional.of(preset)));
            colour.palette().keySet().forEach(value -> values.add(Optional.of(value)));
        } else if (option instanceof OptionConfig.Flag) {
            values.addAll(List.of(Optional.of(true), Optional.of(false)));
        } else if (option instanceof OptionConfig.Whole whole) {
            whole(whole, was).forEach(value -> values.add(Optional.of(value.longValue())));
        } else if (option instanceof OptionConfig.Decimal decimal) {
            numbers(decimal.bounds(), was, preset(option)).forEach(value -> values.add(Optional.of(value)));
        } else if (option instanceof OptionConfig.Dimension dimension) {
            numbers(dimension.bounds(), was, preset(option)).forEach(value -> values.add(Optional.of(value)));
        } else if (option instanceof OptionConfig.Text text) {
            option.defaultValue().ifPresent(preset -> values.add(Optional.of(preset)));
            shortened(text, was).ifPresent(value -> values.add(Optional.of(value)));
        }
        if (option.traits().optional()) {
            values.add(Optional.empty());
        }
        values.remove(Optional.ofNullable(was));
        return List.copyOf(values);
    }

    private static Optional<BigDecimal> preset(OptionConfig option) {
        return option.defaultValue().flatMap(Candidates::number);
    }

    private static List<BigDecimal> whole(OptionConfig.Whole whole, @Nullable Object was) {
        var bounds = new OptionConfig.Bounds(
                BigDecimal.valueOf(whole.min()),
                BigDecimal.valueOf(whole.max()),
                Optional.of(BigDecimal.valueOf(whole.step())));
        return numbers(bounds, was, preset(whole));
    }

    private static List<BigDecimal> numbers(
            OptionConfig.Bounds bounds, @Nullable Object was, Optional<BigDecimal> preset) {
        Set<BigDecimal> values = new LinkedHashSet<>();
        BigDecimal start = number(was).or(() -> preset).orElse(bounds.min());
        BigDecimal near = start.max(bounds.min()).min(bounds.max());
        BigDecimal width = bounds.max().subtract(bounds.min());
        Optional<BigDecimal> step = bounds.step();
        if (step.isPresent() && width.compareTo(step.get().multiply(BigDecimal.valueOf(MOST))) <= 0) {
            for (BigDecimal value = bounds.min(); bounds.hold(value); value = value.add(step.get())) {
                values.add(value);
            }
        } else {
            values.add(step.map(found -> snapped(near, found)).orElse(near));
            preset.ifPresent(values::add);
            values.add(bounds.min());
            values.add(bounds.max());
        }
        List<BigDecimal> nearest = new ArrayList<>(values);
        nearest.sort(Comparator.comparing(value -> value.subtract(near).abs()));
        return nearest;
    }

    // Bounds are multiples of the step, so that what lies between them is rounded to one that does too.
    private static BigDecimal snapped(BigDecimal value, BigDecimal step) {
        return value.divide(step, 0, RoundingMode.HALF_EVEN).multiply(step);
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        if (value instanceof BigDecimal decimal && Math.abs(decimal.scale()) <= 400) {
            return Optional.of(decimal);
        }
        return value instanceof Long || value instanceof Integer
                ? Optional.of(BigDecimal.valueOf(((Number) value).longValue()))
                : Optional.empty();
    }

    // A person's text is nobody's to change.
    private static Optional<String> shortened(OptionConfig.Text text, @Nullable Object was) {
        if (!(was instanceof String ordered) || text.traits().personal()) {
            return Optional.empty();
        }
        var kept = new StringBuilder();
        ordered.codePoints()
                .filter(point ->
                        text.charset().foreign(Character.toString(point)).isEmpty())
                .limit(text.maxLength())
                .forEach(kept::appendCodePoint);
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.toString());
    }
}
