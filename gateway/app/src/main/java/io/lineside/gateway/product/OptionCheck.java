package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.source.Nearest;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks one value against one option. Thread-safe. */
final class OptionCheck {
    private static final int LONGEST_SHOWN = 60;
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

    private final String block;
    private final OptionConfig option;
    private final Optional<Pattern> pattern;

    OptionCheck(String block, OptionConfig option) {
        this.block = block;
        this.option = option;
        this.pattern =
                option instanceof OptionConfig.Text text ? text.pattern().map(Pattern::compile) : Optional.empty();
    }

    OptionConfig option() {
        return option;
    }

    /** The value as the option has it; empty after telling the fault. */
    Optional<ParameterValue> check(@Nullable Object value, Consumer<OptionFault> faults) {
        if (option instanceof OptionConfig.Choice choice) {
            return choice(choice, value, faults);
        }
        if (option instanceof OptionConfig.Whole whole) {
            return whole(whole, value, faults);
        }
        if (option instanceof OptionConfig.Decimal decimal) {
            return decimal(decimal, value, faults);
        }
        if (option instanceof OptionConfig.Text text) {
            return text(text, value, faults);
        }
        return value instanceof Boolean flag
                ? Optional.of(new ParameterValue.Flag(flag))
                : refuse("type", value, "must be true or false", faults);
    }

    OptionFault missing() {
        return new OptionFault(block, option.name(), "required", "absent", allowed(), "is required");
    }

    /** Every value that the option takes, in words. */
    String allowed() {
        if (option instanceof OptionConfig.Choice choice) {
            return String.join(", ", choice.values());
        }
        if (option instanceof OptionConfig.Whole whole) {
            return "whole numbers from " + whole.min() + " to " + whole.max();
        }
        if (option instanceof OptionConfig.Decimal decimal) {
            return "numbers from " + decimal.min() + " to " + decimal.max();
        }
        return option instanceof OptionConfig.Text text ? allowed(text) : "true, false";
    }

    private static String allowed(OptionConfig.Text text) {
        return "text of 1 to " + text.maxLength() + " characters in "
                + text.charset().text()
                + text.pattern().map(found -> " that matches " + found).orElse("");
    }

    private Optional<ParameterValue> choice(
            OptionConfig.Choice choice, @Nullable Object value, Consumer<OptionFault> faults) {
        if (!(value instanceof String text)) {
            return refuse("type", value, "must be text", faults);
        }
        return choice.values().contains(text)
                ? Optional.of(new ParameterValue.Text(text))
                : refuseWord(choice, text, faults);
    }

    private Optional<ParameterValue> refuseWord(OptionConfig.Choice choice, String text, Consumer<OptionFault> faults) {
        String was = shown(text) + Nearest.hint(text, choice.values());
        faults.accept(fault("choice", was, "must be one of the allowed values"));
        return Optional.empty();
    }

    private Optional<ParameterValue> whole(
            OptionConfig.Whole whole, @Nullable Object value, Consumer<OptionFault> faults) {
        Optional<BigDecimal> number =
                number(value).filter(found -> found.stripTrailingZeros().scale() <= 0);
        if (number.isEmpty()) {
            return refuse("type", value, "must be a whole number", faults);
        }
        return number.filter(found -> found.compareTo(MIN_LONG) >= 0 && found.compareTo(MAX_LONG) <= 0)
                .map(BigDecimal::longValueExact)
                .filter(found -> found >= whole.min() && found <= whole.max())
                .<ParameterValue>map(ParameterValue.Whole::new)
                .or(() -> refuse("range", value, "must be within bounds", faults));
    }

    private Optional<ParameterValue> decimal(
            OptionConfig.Decimal decimal, @Nullable Object value, Consumer<OptionFault> faults) {
        Optional<Double> number = number(value).map(BigDecimal::doubleValue);
        if (number.isEmpty()) {
            return refuse("type", value, "must be a number", faults);
        }
        // Adding zero turns -0.0 into 0.0, which every line and every digest takes as the same.
        return number.filter(found -> found >= decimal.min() && found <= decimal.max())
                .<ParameterValue>map(found -> new ParameterValue.Decimal(found + 0.0))
                .or(() -> refuse("range", value, "must be within bounds", faults));
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

    private Optional<ParameterValue> text(
            OptionConfig.Text limits, @Nullable Object value, Consumer<OptionFault> faults) {
        if (!(value instanceof String text)) {
            return refuse("type", value, "must be text", faults);
        }
        if (text.isEmpty()) {
            return refuse("min-length", value, "must not be empty, leave it out for none", faults);
        }
        int length = text.codePointCount(0, text.length());
        Optional<String> foreign = limits.charset().foreign(text);
        boolean isShort = length <= limits.maxLength();
        boolean matches =
                !isShort || pattern.isEmpty() || pattern.get().matcher(text).matches();
        if (!isShort) {
            faults.accept(fault("max-length", length + " characters", "must not be too long"));
        }
        foreign.ifPresent(found -> faults.accept(fault("charset", "with character " + found, "must fit the charset")));
        if (!matches) {
            faults.accept(fault("pattern", shown(value), "must match the pattern"));
        }
        boolean fits = isShort && foreign.isEmpty() && matches;
        return fits ? Optional.of(new ParameterValue.Text(text)) : Optional.empty();
    }

    private <T> Optional<T> refuse(String rule, @Nullable Object value, String must, Consumer<OptionFault> faults) {
        faults.accept(fault(rule, shown(value), must));
        return Optional.empty();
    }

    private OptionFault fault(String rule, String was, String must) {
        return new OptionFault(block, option.name(), rule, was, allowed(), must);
    }

    private String shown(@Nullable Object value) {
        if (option.traits().personal() && value instanceof String text) {
            return "personal text of " + text.codePointCount(0, text.length()) + " characters";
        }
        return option.traits().personal() && value instanceof Number ? "a personal number" : plainly(value);
    }

    /** A value of an order as messages show it: text quoted and cut, lists and objects only named. */
    static String plainly(@Nullable Object value) {
        if (value instanceof String text) {
            boolean fits = text.codePointCount(0, text.length()) <= LONGEST_SHOWN;
            return "'" + (fits ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "...") + "'";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value == null
                ? "null"
                : value instanceof List ? "a list" : value instanceof Map ? "an object" : "unknown";
    }
}
