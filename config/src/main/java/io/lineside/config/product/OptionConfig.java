package io.lineside.config.product;

import io.lineside.config.source.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One option of a product or of its packaging, and the values it may have. */
public sealed interface OptionConfig {
    /** What every option has. */
    Traits traits();

    /** The value of an order that does not name the option: String, Long, Double or Boolean; empty for none. */
    Optional<Object> defaultValue();

    /** The name in orders and expressions. */
    default String name() {
        return traits().name();
    }

    /** Whether an order without it is refused: it has no default and is not optional. */
    default boolean required() {
        return defaultValue().isEmpty() && !traits().optional();
    }

    /**
     * What every option has.
     *
     * @param optional whether an accepted order may be without a value, default false
     * @param personal whether the value says something about a person and stays out of messages, default false
     * @param title by language, for people; may be empty
     */
    record Traits(String name, boolean optional, boolean personal, Map<String, String> title, Position at) {
        /** Copies the map and keeps its order. */
        public Traits {
            title = ProductConfig.ordered(title);
        }
    }

    /**
     * One of a list of words.
     *
     * @param values at least one, each once
     */
    record Choice(Traits traits, List<String> values, Optional<Object> defaultValue) implements OptionConfig {
        /** Copies the list. */
        public Choice {
            values = List.copyOf(values);
        }
    }

    /** A whole number from {@code min} to {@code max}, both allowed. */
    record Whole(Traits traits, long min, long max, Optional<Object> defaultValue) implements OptionConfig {}

    /** A number from {@code min} to {@code max}, both allowed. */
    record Decimal(Traits traits, double min, double max, Optional<Object> defaultValue) implements OptionConfig {}

    /** Yes or no. */
    record Flag(Traits traits, Optional<Object> defaultValue) implements OptionConfig {}

    /**
     * Free text of at least one character.
     *
     * @param maxLength in characters (Unicode code points)
     * @param charset default {@link TextCharset#UTF_8}
     * @param pattern regular expression that the whole text must match; empty for any
     */
    record Text(
            Traits traits, int maxLength, TextCharset charset, Optional<String> pattern, Optional<Object> defaultValue)
            implements OptionConfig {}
}
