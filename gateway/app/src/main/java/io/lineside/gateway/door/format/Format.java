package io.lineside.gateway.door.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a document of orders is written. */
public enum Format {
    /** One order as the platform API takes it, or foreign JSON for a mapping. */
    JSON(".json"),
    /** One row for each item; see {@link CsvOrders}. */
    CSV(".csv"),
    /** ISA-95 in XML; see {@link B2mmlOrders}. */
    B2MML(".xml");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    /** The format of a file with this name, by its ending. */
    public static Optional<Format> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> lower.endsWith(format.ending))
                .findFirst();
    }

    /** The endings that files may have. */
    public static List<String> endings() {
        return Arrays.stream(values()).map(format -> format.ending).toList();
    }
}
