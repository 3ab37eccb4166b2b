package io.lineside.gateway.product;

import io.lineside.config.product.MeasureUnit;
import io.lineside.config.product.OptionConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that an option may well be ordered with, some of them just beyond what it takes. */
final class Samples {
    private static final List<String> TEXTS = List.of(
            "A",
            "Ada",
            "AB",
            "A-9",
            "a-",
            "aaaaaaaaaaaaaaaaaaaaaaaab",
            "Zoë",
            "定制",
            "Ünder",
            "x\u0007y",
            "a\u2028b",
            "ÄÖ",
            "12 3");

    private Samples() {}

    static Object of(OptionConfig option, Random random) {
        if (option instanceof OptionConfig.Choice choice) {
            return pick(choice.values(), random);
        }
        if (option instanceof OptionConfig.Whole whole) {
            long value = whole.min() - 1 + random.nextInt((int) (whole.max() - whole.min() + 3));
            return random.nextInt(8) == 0 ? new BigDecimal(value + ".0") : (Object) value;
        }
        if (option instanceof OptionConfig.Decimal decimal) {
            return number(decimal.bounds(), random);
        }
        if (option instanceof OptionConfig.Dimension dimension) {
            return dimension(dimension, random);
        }
        if (option instanceof OptionConfig.Text) {
            return pick(TEXTS, random);
        }
        if (option instanceof OptionConfig.Colour colour) {
            return colour.palette().isEmpty()
                    ? pick(List.of("#00ff7f", "#ABCDEF", "teal", "#12345"), random)
                    : pick(List.copyOf(colour.palette().keySet()), random);
        }
        return option instanceof OptionConfig.FileReference file ? file(file, random) : (Object) random.nextBoolean();
    }

    private static BigDecimal number(OptionConfig.Bounds bounds, Random random) {
        BigDecimal width = bounds.max().subtract(bounds.min());
        BigDecimal share = new BigDecimal(random.nextInt(23) - 1).divide(new BigDecimal(20));
        BigDecimal value = bounds.min().add(width.multiply(share));
        return random.nextInt(20) == 0
                ? value.add(new BigDecimal("0.1234567890123456789"))
                : value.setScale(1 + random.nextInt(2), RoundingMode.HALF_UP);
    }

    private static Object dimension(OptionConfig.Dimension dimension, Random random) {
        BigDecimal value = number(dimension.bounds(), random);
        if (random.nextBoolean()) {
            return value;
        }
        MeasureUnit unit = pick(dimension.unit().convertible(), random);
        return Map.of(
                "value",
                dimension.unit().convert(value, unit).orElse(value),
                "unit",
                random.nextInt(20) == 0 ? "KGMM" : unit.name());
    }

    private static Object file(OptionConfig.FileReference file, Random random) {
        var reference = new LinkedHashMap<String, Object>();
        reference.put(
                "url",
                pick(
                        List.of("https://a.example/b.png", "https://a.example", "http://a.example/x", "https://u@a/x"),
                        random));
        reference.put("sha256", "0a".repeat(random.nextInt(10) == 0 ? 31 : 32));
        reference.put(
                "mediaType",
                random.nextInt(10) == 0 ? "text/html" : file.mediaTypes().get(0));
        reference.put(
                "size",
                random.nextInt(10) == 0
                        ? file.maxSize().bytes() + 1
                        : file.maxSize().bytes());
        if (random.nextInt(15) == 0) {
            reference.put("name", "x");
        }
        return reference;
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
