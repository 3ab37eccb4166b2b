package io.lineside.gateway.product;

import com.google.re2j.Pattern;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.source.Nearest;
import io.lineside.model.job.ParameterValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks one value against one option. Thread-safe. */
final class OptionCheck {
    private static final int LONGEST_SHOWN = 60;
    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    private final String block;
    private final OptionConfig option;
    private final Optional<Pattern> pattern;

    OptionCheck(String block, OptionConfig option) {
        this.block = block;
        this.option = option;
        // RE2 takes a time that grows with the text alone, whatever the pattern: who orders can not stall a check.
        this.pattern =
                option instanceof OptionConfig.Text text ? text.pattern().map(Pattern::compile) : Optional.empty();
    }

    OptionConfig option() {
        return option;
    }

    /** The values as the option has them, one for most options; empty after telling the faults. */
    Map<String, ParameterValue> check(@Nullable Object value, Consumer<OptionFault> faults) {
        if (option instanceof OptionConfig.FileReference file) {
            return new FileCheck(this, file).check(value, faults);
        }
        return single(value, faults).map(found -> Map.of(option.name(), found)).orElse(Map.of());
    }

    private Optional<ParameterValue> single(@Nullable Object value, Consumer<OptionFault> faults) {
        if (option instanceof OptionConfig.Choice choice) {
            return word(choice.values(), value, faults);
        }
        if (option instanceof OptionConfig.Colour colour) {
            return colour.palette().isEmpty()
                    ? hex(value, faults)
                    : word(colour.palette().keySet(), value, faults);
        }
        if (option instanceof OptionConfig.Text text) {
            return text(text, value, faults);
        }
        if (option instanceof OptionConfig.Flag) {
            return value instanceof Boolean flag
                    ? Optional.of(new ParameterValue.Flag(flag))
                    : refuse("type", value, "must be true or false", faults);
        }
        return new NumberCheck(this).check(value, faults);
    }

    OptionFault missing() {
        return new OptionFault(block, option.name(), "required", "absent", allowed(), "is required");
    }

    /** Every value that the option takes, in words. */
    String allowed() {
        return Allowed.values(option);
    }

    private Optional<ParameterValue> word(
            Collection<String> words, @Nullable Object value, Consumer<OptionFault> faults) {
        if (!(value instanceof String text)) {
            return refuse("type", value, "must be text", faults);
        }
        if (words.contains(text)) {
            return Optional.of(new ParameterValue.Text(text));
        }
        faults.accept(fault("choice", shown(text) + Nearest.hint(text, words), "must be one of the allowed values"));
        return Optional.empty();
    }

    private Optional<ParameterValue> hex(@Nullable Object value, Consumer<OptionFault> faults) {
        if (!(value instanceof String text)) {
            return refuse("type", value, "must be text", faults);
        }
        return HEX.matches(text)
                ? Optional.of(new ParameterValue.Text(text.toLowerCase(Locale.ROOT)))
                : refuse("colour", value, "must be a colour", faults);
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
        boolean matches = !isShort || pattern.isEmpty() || pattern.get().matches(text);
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

    <T> Optional<T> refuse(String rule, @Nullable Object value, String must, Consumer<OptionFault> faults) {
        faults.accept(fault(rule, shown(value), must));
        return Optional.empty();
    }

    OptionFault fault(String rule, String was, String must) {
        return new OptionFault(block, option.name(), rule, was, allowed(), must);
    }

    String shown(@Nullable Object value) {
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
