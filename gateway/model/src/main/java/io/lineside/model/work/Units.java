package io.lineside.model.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some of the pieces of an item, by their numbers from 1: kept as ranges, so that ten thousand cost as much as two.
 *
 * @param ranges ascending, none empty, none touching the next
 */
public record Units(List<Range> ranges) {
    /** All pieces from one number to another, both among them. */
    public record Range(int first, int last) {
        /** Refuses what is no range of piece numbers. */
        public Range {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException(
                        "a range of pieces must run upwards from 1 or more, was " + first + "-" + last);
            }
        }

        int count() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    /** No pieces. */
    public static final Units NONE = new Units(List.of());

    /** Refuses ranges that overlap, touch or do not ascend; copies the list. */
    public Units {
        ranges = List.copyOf(ranges);
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() <= ranges.get(i - 1).last() + 1) {
                throw new IllegalArgumentException(
                        "ranges of pieces must ascend with gaps between them, were " + ranges);
            }
        }
    }

    /** The pieces from one number to another. */
    public static Units of(int first, int last) {
        return new Units(List.of(new Range(first, last)));
    }

    /** The pieces with these numbers, in any order. */
    public static Units of(IntStream numbers) {
        var ranges = new ArrayList<Range>();
        for (int number : numbers.sorted().distinct().toArray()) {
            int end = ranges.size() - 1;
            if (end >= 0 && ranges.get(end).last() + 1 == number) {
                ranges.set(end, new Range(ranges.get(end).first(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return new Units(ranges);
    }

    /** Reads what {@link #text} wrote. */
    public static Units ofText(String text) {
        if (text.isEmpty()) {
            return new Units(List.of());
        }
        var ranges = new ArrayList<Range>(1);
        int begin = 0;
        for (int end = text.indexOf(','); end >= 0; end = text.indexOf(',', begin)) {
            ranges.add(range(text.substring(begin, end)));
            begin = end + 1;
        }
        ranges.add(range(text.substring(begin)));
        return new Units(ranges);
    }

    private static Range range(String part) {
        int dash = part.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
        return new Range(first, dash < 0 ? first : Integer.parseInt(part.substring(dash + 1)));
    }

    /** For example {@code 41-60} or {@code 7,57-58}; empty for no pieces. */
    public String text() {
        if (ranges.size() == 1) {
            return ranges.get(0).toString();
        }
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }

    /** How many they are. */
    public int count() {
        int count = 0;
        for (Range range : ranges) {
            count += range.count();
        }
        return count;
    }

    /** Whether this piece is among them. */
    public boolean contains(int number) {
        return ranges.stream().anyMatch(range -> range.first() <= number && number <= range.last());
    }

    /** Their numbers, ascending. */
    public IntStream numbers() {
        return ranges.stream().flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()));
    }

    /** Those with the highest numbers: as many as asked for, or all. */
    public Units highest(int count) {
        return of(numbers().skip(Math.max(0, count() - Math.max(0, count))));
    }

    /** Those with the lowest numbers: as many as asked for, or all. */
    public Units lowest(int count) {
        return of(numbers().limit(Math.max(0, count)));
    }

    /** These and those. */
    public Units plus(Units others) {
        if (others.ranges.isEmpty() || ranges.equals(others.ranges)) {
            return this;
        }
        if (ranges.isEmpty()) {
            return others;
        }
        return of(IntStream.concat(numbers(), others.numbers()));
    }

    /** These without those. */
    public Units minus(Units others) {
        return ranges.isEmpty() || others.ranges.isEmpty()
                ? this
                : of(numbers().filter(number -> !others.contains(number)));
    }

    @Override
    public String toString() {
        return text();
    }
}
