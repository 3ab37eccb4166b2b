package io.lineside.config.product;

import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One option of a product, its packaging, delivery or service, and the values it may have. */
public sealed interface OptionConfig {
    /** What every option has. */
    Traits traits();

    /** The value of an order that does not name the option: String, Long, BigDecimal or Boolean; empty for none. */
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
     * @param personal whether the value says something about a person and stays out of messages; default true for texts and files of delivery and service,
     *     else false
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
     * @param titles of each value, by language; may be empty; at least one value
     */
    record Choice(Traits traits, Map<String, Map<String, String>> titles, Optional<Object> defaultValue)
            implements OptionConfig {
        /** Copies the map and keeps its order. */
        public Choice {
            titles = ProductConfig.ordered(titles);
        }

        /** The words, in the order of the file. */
        public List<String> values() {
            return List.copyOf(titles.keySet());
        }
    }

    /**
     * A whole number from {@code min} to {@code max}, both allowed.
     *
     * @param step what every value is a multiple of, as {@code min} and {@code max} are; default 1
     */
    record Whole(Traits traits, long min, long max, long step, Optional<Object> defaultValue) implements OptionConfig {}

    /** A number within bounds, compared as it is written and never by its nearest binary number. */
    record Decimal(Traits traits, Bounds bounds, Optional<Object> defaultValue) implements OptionConfig {}

    /**
     * A number with a unit; orders may give it in any unit of the same quantity that converts exactly.
     *
     * @param unit what bounds, expressions and lines have it in
     */
    record Dimension(Traits traits, Bounds bounds, MeasureUnit unit, Optional<Object> defaultValue)
            implements OptionConfig {}

    /** Yes or no. */
    record Flag(Traits traits, Optional<Object> defaultValue) implements OptionConfig {}

    /**
     * Free text of at least one character.
     *
     * @param maxLength in characters (Unicode code points)
     * @param charset default {@link TextCharset#UTF_8}
     * @param pattern regular expression that the whole text must match, in the part of the syntax that means the same to
     *     every reader of a JSON Schema; empty for any
     */
    record Text(
            Traits traits, int maxLength, TextCharset charset, Optional<String> pattern, Optional<Object> defaultValue)
            implements OptionConfig {}

    /**
     * A colour: one of a palette, or any as {@code #rrggbb}.
     *
     * @param palette by name; empty where every colour can be made
     */
    record Colour(Traits traits, Map<String, PaletteColour> palette, Optional<Object> defaultValue)
            implements OptionConfig {
        /** Copies the map and keeps its order. */
        public Colour {
            palette = ProductConfig.ordered(palette);
        }
    }

    /**
     * One colour of a palette.
     *
     * @param hex {@code #rrggbb} in lower case, to show it
     * @param title by language; may be empty
     */
    record PaletteColour(String hex, Map<String, String> title) {
        /** Copies the map and keeps its order. */
        public PaletteColour {
            title = ProductConfig.ordered(title);
        }
    }

    /**
     * A file that the line fetches, named by URL and SHA-256; the gateway never fetches it.
     *
     * @param mediaTypes at least one
     * @param maxSize largest size
     */
    record FileReference(Traits traits, List<String> mediaTypes, ByteSize maxSize) implements OptionConfig {
        /** Copies the list. */
        public FileReference {
            mediaTypes = List.copyOf(mediaTypes);
        }

        @Override
        public Optional<Object> defaultValue() {
            return Optional.empty();
        }
    }

    /**
     * What a decimal may be.
     *
     * @param min least value
     * @param max greatest value
     * @param step what every value is a multiple of, as {@code min} and {@code max} are; empty for none
     */
    record Bounds(BigDecimal min, BigDecimal max, Optional<BigDecimal> step) {
        /** Whether the value is within bounds. */
        public boolean hold(BigDecimal value) {
            return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
        }

        /** Whether the value is a multiple of the step, if there is one. */
        public boolean fit(BigDecimal value) {
            return step.isEmpty() || value.remainder(step.get()).signum() == 0;
        }

        /** {@code from 0.5 to 10}, with the step if there is one. */
        @Override
        public String toString() {
            return "from " + min.toPlainString() + " to " + max.toPlainString()
                    + step.map(found -> " in steps of " + found.toPlainString()).orElse("");
        }
    }
}
