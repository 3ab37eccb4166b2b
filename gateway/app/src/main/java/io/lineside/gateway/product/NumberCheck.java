package io.lineside.gateway.product;

import io.lineside.config.product.MeasureUnit;
import io.lineside.config.product.OptionConfig;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks the options that are numbers, exactly: no bound or step is met only after rounding. Thread-safe. */
record NumberCheck(OptionCheck check) {
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    // An exponent this long means nothing to a machine, and takes long to write out.
    private static final int LONGEST = 400;

    Optional<ParameterValue> check(@Nullable Object value, Consumer<OptionFault> faults) {
        if (check.option() instanceof OptionConfig.Whole whole) {
            return whole(whole, value, faults);
        }
        if (check.option() instanceof OptionConfig.Dimension dimension) {
            return dimension(dimension, value, faults);
        }
        return decimal(((OptionConfig.Decimal) check.option()).bounds(), number(value), value, faults);
    }

    private Optional<ParameterValue> whole(
            OptionConfig.Whole whole, @Nullable Object value, Consumer<OptionFault> faults) {
        Optional<BigDecimal> number =
                number(value).filter(found -> found.stripTrailingZeros().scale() <= 0);
        if (number.isEmpty()) {
            return check.refuse("type", value, "must be a whole number", faults);
        }
        Optional<Long> within = number.filter(found -> found.compareTo(MIN_LONG) >= 0 && found.compareTo(MAX_LONG) <= 0)
                .map(BigDecimal::longValueExact)
                .filter(found -> found >= whole.min() && found <= whole.max());
        if (within.isEmpty()) {
            return check.refuse("range", value, "must be within bounds", faults);
        }
        return within.get() % whole.step() == 0
                ? Optional.of(new ParameterValue.Whole(within.get()))
                : check.refuse("step", value, "must be a multiple of the step", faults);
    }

    private Optional<ParameterValue> decimal(
            OptionConfig.Bounds bounds,
            Optional<BigDecimal> number,
            @Nullable Object value,
            Consumer<OptionFault> faults) {
        if (number.isEmpty()) {
            return check.refuse("type", value, "must be a number", faults);
        }
        BigDecimal exact = number.get();
        if (!bounds.hold(exact)) {
            return check.refuse("range", value, "must be within bounds", faults);
        }
        if (!isShort(exact) || !bounds.fit(exact)) {
            return isShort(exact)
                    ? check.refuse("step", value, "must be a multiple of the step", faults)
                    : check.refuse("precision", value, "must have at most 15 digits", faults);
        }
        // Adding zero turns -0.0 into 0.0, which every line and every digest takes as the same.
        return Optional.of(new ParameterValue.Decimal(exact.doubleValue() + 0.0));
    }

    /** Whether a line's double says the same number as the order. */
    private static boolean isShort(BigDecimal exact) {
        return Math.abs(exact.scale()) <= LONGEST
                && new BigDecimal(Double.toString(exact.doubleValue())).compareTo(exact) == 0;
    }

    private Optional<ParameterValue> dimension(
            OptionConfig.Dimension dimension, @Nullable Object value, Consumer<OptionFault> faults) {
        if (!(value instanceof Map<?, ?> measured)) {
            return decimal(dimension.bounds(), number(value), value, faults);
        }
        Optional<BigDecimal> number = number(measured.get("value"));
        Optional<MeasureUnit> unit = Arrays.stream(MeasureUnit.values())
                .filter(known -> known.name().equals(measured.get("unit")))
                .filter(known -> dimension.unit().convertible().contains(known))
                .findFirst();
        if (number.isEmpty() || !measured.keySet().equals(Set.of("value", "unit"))) {
            return check.refuse("type", value, "must be a number, or an object of value and unit", faults);
        }
        if (unit.isEmpty()) {
            faults.accept(
                    check.fault("unit", OptionCheck.plainly(measured.get("unit")), "must have a unit that converts"));
            return Optional.empty();
        }
        if (Math.abs(number.get().scale()) > LONGEST) {
            return check.refuse("precision", number.get(), "must have at most 15 digits", faults);
        }
        Optional<BigDecimal> converted = unit.get().convert(number.get(), dimension.unit());
        String was = number.get() + " " + unit.get();
        if (converted.isEmpty()) {
            faults.accept(check.fault("precision", was, "must convert exactly"));
            return Optional.empty();
        }
        return decimal(dimension.bounds(), converted, converted.get(), faults);
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return Optional.of(decimal);
        }
        if (value instanceof BigInteger whole) {
            return Optional.of(new BigDecimal(whole));
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
        }
        return value instanceof Double || value instanceof Float
                ? finite(((Number) value).doubleValue())
                : Optional.empty();
    }

    private static Optional<BigDecimal> finite(double number) {
        return Double.isFinite(number) ? Optional.of(BigDecimal.valueOf(number)) : Optional.empty();
    }
}
