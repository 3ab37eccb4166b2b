package io.lineside.config.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Checks a single value as what it must be. Reads like {@link Value}: empty when absent or, after a fault, wrong. */
public final class Scalar {
    private static final int EXACT_DIGITS = 15;
    private static final int LARGEST_SCALE = 300;

    private final Value value;
    private final @Nullable ScalarNode node;
    private final Value.Reading reading;

    Scalar(Value value, @Nullable ScalarNode node, Value.Reading reading) {
        this.value = value;
        this.node = node;
        this.reading = reading;
    }

    boolean isNothing() {
        return is(Tag.NULL);
    }

    /** Text with its secrets in place; never blank. */
    public Optional<String> text() {
        if (node == null || isNothing()) {
            return value.mismatch("must be text");
        }
        if (!is(Tag.STR)) {
            value.fault("must be text, was " + node.getValue() + "; allowed: \"" + node.getValue() + "\" in quotes");
            return Optional.empty();
        }
        if (node.getValue().isBlank()) {
            return value.mismatch("must be text that is not blank");
        }
        return reading.secrets() == null
                ? Optional.of(node.getValue())
                : reading.secrets().resolve(node.getValue(), value.at(), reading.faults());
    }

    Optional<Secret> secret() {
        if (node == null || isNothing()) {
            return value.mismatch("must be ${env:NAME} or ${file:path}");
        }
        if (reading.secrets() == null || !Secrets.isReference(node.getValue())) {
            value.fault("must be ${env:NAME} or ${file:path}, was written out");
            return Optional.empty();
        }
        return reading.secrets()
                .resolve(node.getValue(), value.at(), reading.faults())
                .map(Secret::new);
    }

    <T> Optional<T> id(Function<String, T> type) {
        return text().flatMap(text -> {
            try {
                return Optional.of(type.apply(text));
            } catch (IllegalArgumentException e) {
                return value.mismatch(rule(e));
            }
        });
    }

    // The value in the type's message may be a secret: keep the rule, say the value as the file has it.
    private static String rule(IllegalArgumentException refused) {
        String message = String.valueOf(refused.getMessage());
        int was = message.lastIndexOf(", was ");
        return was < 0 ? message : message.substring(0, was);
    }

    Optional<Expression> expression() {
        if (node == null || isNothing() || node.getValue().isBlank()) {
            return value.mismatch("must be an expression");
        }
        return Optional.of(new Expression(node.getValue(), value.at()));
    }

    <T> Optional<T> word(Map<String, T> words) {
        if (node == null) {
            return value.mismatch("must be one of " + String.join(", ", words.keySet()));
        }
        T meant = words.get(node.getValue());
        if (meant == null) {
            value.fault("is not a known value, was " + value.shown() + Nearest.hint(node.getValue(), words.keySet())
                    + "; allowed: " + String.join(", ", words.keySet()));
        }
        return Optional.ofNullable(meant);
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag() {
        return is(Tag.BOOL)
                ? Optional.of(Boolean.parseBoolean(node().getValue()))
                : value.mismatch("must be true or false");
    }

    /** A whole number within bounds, both allowed. */
    public Optional<Long> whole(long min, long max) {
        return wholeNumber()
                .filter(number -> number >= min && number <= max)
                .or(() -> value.mismatch("must be a whole number" + bounds(min, max)));
    }

    private static String bounds(long min, long max) {
        return (min == Long.MIN_VALUE ? "" : " from " + min) + (max == Long.MAX_VALUE ? "" : " to " + max);
    }

    /** A whole number within bounds that fit an int, both allowed. */
    public Optional<Integer> count(int min, int max) {
        return whole(min, max).map(Math::toIntExact);
    }

    private Optional<Long> wholeNumber() {
        try {
            return is(Tag.INT) ? Optional.of(Long.parseLong(node().getValue())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A number, whole or not; never NaN or infinite. */
    public Optional<Double> decimal() {
        try {
            return Optional.of(is(Tag.INT) || is(Tag.FLOAT) ? node().getValue() : "")
                    .map(Double::valueOf)
                    .filter(Double::isFinite)
                    .or(() -> value.mismatch("must be a number"));
        } catch (NumberFormatException e) {
            return value.mismatch("must be a number");
        }
    }

    /** A number exactly as it is written, of at most 15 digits, so that a line can be sent it exactly. */
    public Optional<BigDecimal> exact() {
        Optional<BigDecimal> number = decimal().flatMap(found -> written());
        return number.map(BigDecimal::stripTrailingZeros)
                .filter(found -> found.precision() <= EXACT_DIGITS && Math.abs(found.scale()) <= LARGEST_SCALE)
                .map(found -> found.scale() < 0 ? found.setScale(0) : found)
                .or(() -> number.flatMap(found -> value.mismatch("must have at most " + EXACT_DIGITS + " digits")));
    }

    private Optional<BigDecimal> written() {
        try {
            return Optional.of(new BigDecimal(node().getValue()));
        } catch (NumberFormatException e) {
            return value.mismatch("must be a number written in decimal");
        }
    }

    /** An ISO 8601 duration longer than 0 and at most a year. */
    public Optional<Duration> duration() {
        try {
            return Optional.ofNullable(node)
                    .map(present -> Duration.parse(present.getValue()))
                    .filter(duration -> !duration.isNegative() && !duration.isZero())
                    .filter(duration -> duration.compareTo(Duration.ofDays(365)) <= 0)
                    .or(() -> value.mismatch("must be a duration longer than PT0S and at most P365D"));
        } catch (DateTimeParseException e) {
            return value.mismatch("must be an ISO 8601 duration such as PT8S");
        }
    }

    /** A size with its unit, within bounds. */
    public Optional<ByteSize> size(ByteSize min, ByteSize max) {
        return Optional.ofNullable(node)
                .flatMap(present -> ByteSize.parse(present.getValue()))
                .filter(size -> size.compareTo(min) >= 0 && size.compareTo(max) <= 0)
                .or(() -> value.mismatch("must be a size from " + min + " to " + max + " such as 1MB"));
    }

    /** What YAML makes of it: text, a whole number, a decimal or a flag. */
    public Optional<Object> plain() {
        if (is(Tag.INT)) {
            return whole(Long.MIN_VALUE, Long.MAX_VALUE).map(Object.class::cast);
        }
        if (is(Tag.FLOAT)) {
            return decimal().map(Object.class::cast);
        }
        if (is(Tag.BOOL)) {
            return flag().map(Object.class::cast);
        }
        return is(Tag.STR) ? Optional.of(node().getValue()) : value.mismatch("must be text, a number, true or false");
    }

    private boolean is(Tag tag) {
        return node != null && node.getTag().equals(tag);
    }

    private ScalarNode node() {
        if (node == null) {
            throw new IllegalStateException(value.at() + ": asked for the text of a value that has none");
        }
        return node;
    }
}
