package io.lineside.connector.opcua.conformance;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which optional fields of a structure are there, by their bit in the EncodingMask. */
record MaskClass(String structure, Set<Integer> bits) {
    /** Copies the set. */
    MaskClass {
        bits = Set.copyOf(bits);
    }

    /** None, each alone, every second, every other second, all. */
    static Stream<MaskClass> of(String structure, int optionalFields) {
        var sets = new LinkedHashSet<Set<Integer>>();
        sets.add(Set.of());
        IntStream.range(0, optionalFields).forEach(bit -> sets.add(Set.of(bit)));
        sets.add(where(optionalFields, bit -> bit % 2 == 0));
        sets.add(where(optionalFields, bit -> bit % 2 == 1));
        sets.add(where(optionalFields, bit -> true));
        return sets.stream().map(bits -> new MaskClass(structure, bits));
    }

    /** The value, or null where the field is absent. */
    <T> @Nullable T at(int bit, T value) {
        return bits.contains(bit) ? value : null;
    }

    @Override
    public String toString() {
        String fields = bits.stream().sorted().map(bit -> "b" + bit).collect(Collectors.joining(" "));
        return structure + " with " + (bits.isEmpty() ? "no optional field" : "only " + fields);
    }

    private static Set<Integer> where(int fields, IntPredicate wanted) {
        return IntStream.range(0, fields).filter(wanted).boxed().collect(Collectors.toSet());
    }
}
