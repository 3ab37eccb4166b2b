package io.lineside.connector.opcua.wire;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/** Structures with a random set of fields: with density 0 every optional field is absent, with 1 every one is there. */
final class RandomStructures {
    private static final String ALPHABET = "abcXYZ019-_ äß青🙂";

    private final Random random;
    private final double density;
    private int nesting;

    RandomStructures(long seed, double density) {
        random = new Random(seed);
        this.density = density;
    }

    Isa95JobOrder jobOrder() {
        return new Isa95JobOrder(
                text(),
                optional(this::texts),
                optionalList(this::workMaster),
                optional(this::time),
                optional(this::time),
                optional(() -> (short) random.nextInt(1 << 16)),
                optionalList(this::parameter),
                optionalList(this::resource),
                optionalList(this::resource),
                optionalList(this::resource),
                optionalList(this::material));
    }

    Isa95JobResponse jobResponse() {
        return new Isa95JobResponse(
                random.nextDouble() < density ? text() : null,
                optional(this::localized),
                text(),
                optional(this::time),
                optional(this::time),
                list(this::state),
                optionalList(this::parameter),
                optionalList(this::resource),
                optionalList(this::resource),
                optionalList(this::resource),
                optionalList(this::material));
    }

    Isa95JobOrderAndState jobOrderAndState() {
        return new Isa95JobOrderAndState(jobOrder(), list(this::state));
    }

    Isa95Property property() {
        nesting++;
        var property = new Isa95Property(
                text(),
                value(),
                optional(this::texts),
                optional(this::unit),
                nesting > 3 ? null : optionalList(this::property));
        nesting--;
        return property;
    }

    Isa95Parameter parameter() {
        nesting++;
        var parameter = new Isa95Parameter(
                text(),
                value(),
                optional(this::texts),
                optional(this::unit),
                nesting > 3 ? null : optionalList(this::parameter));
        nesting--;
        return parameter;
    }

    Isa95Resource resource() {
        return new Isa95Resource(
                text(),
                optional(this::texts),
                optional(this::text),
                optional(() -> Long.toString(random.nextLong())),
                optional(this::unit),
                optionalList(this::property));
    }

    Isa95Material material() {
        return new Isa95Material(
                optional(this::text),
                optional(this::text),
                optional(this::text),
                optional(this::text),
                optional(this::texts),
                optional(this::text),
                optional(() -> Integer.toString(random.nextInt())),
                optional(this::unit),
                optionalList(this::property));
    }

    Isa95WorkMaster workMaster() {
        return new Isa95WorkMaster(text(), optional(this::localized), optionalList(this::parameter));
    }

    Isa95State state() {
        RelativePathElement[] path =
                random.nextBoolean() ? null : list(this::pathElement).toArray(RelativePathElement[]::new);
        return new Isa95State(new RelativePath(path), localized(), UInteger.valueOf(random.nextInt(7)));
    }

    private RelativePathElement pathElement() {
        return new RelativePathElement(
                new NodeId(0, 117), random.nextBoolean(), random.nextBoolean(), new QualifiedName(2, text()));
    }

    private Variant value() {
        return switch (random.nextInt(9)) {
            case 0 -> new Variant(null);
            case 1 -> new Variant(random.nextBoolean());
            case 2 -> new Variant(random.nextInt());
            case 3 -> new Variant(UInteger.valueOf(random.nextInt(Integer.MAX_VALUE)));
            case 4 -> new Variant(random.nextLong());
            case 5 -> new Variant(random.nextFloat());
            case 6 -> new Variant(random.nextGaussian());
            case 7 -> new Variant(list(this::text).toArray(String[]::new));
            default -> new Variant(text());
        };
    }

    private EUInformation unit() {
        return new EUInformation(text(), random.nextInt(), localized(), localized());
    }

    private DateTime time() {
        return new DateTime(random.nextLong(1, Long.MAX_VALUE / 4));
    }

    private List<LocalizedText> texts() {
        return list(this::localized);
    }

    private LocalizedText localized() {
        return new LocalizedText(random.nextBoolean() ? "de" : null, text());
    }

    private String text() {
        int[] letters = ALPHABET.codePoints().toArray();
        return IntStream.range(0, random.nextInt(12))
                .map(i -> letters[random.nextInt(letters.length)])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private <T> List<T> list(Supplier<T> element) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> element.get())
                .toList();
    }

    private <T> @Nullable List<T> optionalList(Supplier<T> element) {
        return optional(() -> list(element));
    }

    private <T> @Nullable T optional(Supplier<T> value) {
        return random.nextDouble() < density ? value.get() : null;
    }
}
