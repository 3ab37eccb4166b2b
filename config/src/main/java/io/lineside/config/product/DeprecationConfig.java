package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.Position;
import io.lineside.config.source.Value;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Says that a version of a product is on its way out: it can still be ordered by number, with a warning.
 *
 * @param since the day from which platforms should no longer order it, for people
 * @param replacedBy {@code product} or {@code product@version} to order instead; empty for none
 */
public record DeprecationConfig(LocalDate since, Optional<String> replacedBy, Position at) {
    static Optional<DeprecationConfig> read(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("since", "replacedBy");
        Optional<LocalDate> since = block.required("since").id(DeprecationConfig::date);
        Optional<String> replacedBy = Words.version(block.optional("replacedBy"));
        return block.make(() -> new DeprecationConfig(since.orElseThrow(), replacedBy, block.at()));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a date such as 2026-11-01, was '" + text + "'", e);
        }
    }
}
