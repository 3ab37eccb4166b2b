package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.util.Map;
import java.util.Optional;

/** Reads one example. Confined to the loading thread. */
final class ExampleReader {
    private ExampleReader() {}

    static Optional<ExampleConfig> read(Value value) {
        Block block =
                value.block("order", "packaging", "delivery", "service", "quantity", "sends", "warnedBy", "refusedBy");
        Map<String, Object> order = plain(block.required("order"));
        Map<String, Object> packaging = plain(block.optional("packaging"));
        Map<String, Object> delivery = plain(block.optional("delivery"));
        Map<String, Object> service = plain(block.optional("service"));
        int quantity = block.optional("quantity").scalar().count(1, 1_000_000).orElse(1);
        Value sends = block.optional("sends");
        Map<String, Map<String, Object>> expected = sends.isPresent()
                ? Words.map(sends, (operation, parameters) -> Optional.of(plain(parameters)))
                : Map.of();
        Optional<String> warnedBy = Words.id(block.optional("warnedBy"));
        Optional<String> refusedBy = Words.id(block.optional("refusedBy"));
        if (sends.isPresent() == block.optional("refusedBy").isPresent()) {
            value.fault("must say either sends or refusedBy, was " + (sends.isPresent() ? "both" : "neither"));
        }
        if (warnedBy.isPresent() && refusedBy.isPresent()) {
            block.optional("warnedBy").fault("must not stand next to refusedBy, was '" + warnedBy.get() + "'");
        }
        return block.make(() -> new ExampleConfig(
                order, packaging, delivery, service, quantity, expected, warnedBy, refusedBy, block.at()));
    }

    // A dimension with its unit and a file reference are blocks.
    private static Map<String, Object> plain(Value value) {
        return value.isPresent()
                ? Words.map(value, (key, entry) -> entry.isBlock() ? Optional.of(scalars(entry)) : one(entry))
                : Map.of();
    }

    private static Map<String, Object> scalars(Value value) {
        return Words.map(value, (key, entry) -> one(entry));
    }

    private static Optional<Object> one(Value value) {
        return value.scalar().plain();
    }
}
