package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.util.Map;
import java.util.Optional;

/** Reads one example. Confined to the loading thread. */
final class ExampleReader {
    private ExampleReader() {}

    static Optional<ExampleConfig> read(Value value) {
        Block block = value.block("order", "packaging", "quantity", "sends", "refusedBy");
        Map<String, Object> order = plain(block.required("order"));
        Map<String, Object> packaging = plain(block.optional("packaging"));
        int quantity = block.optional("quantity").scalar().count(1, 1_000_000).orElse(1);
        Value sends = block.optional("sends");
        Map<String, Map<String, Object>> expected = sends.isPresent()
                ? Words.map(sends, (operation, parameters) -> Optional.of(plain(parameters)))
                : Map.of();
        Optional<String> refusedBy = Words.id(block.optional("refusedBy"));
        if (sends.isPresent() == block.optional("refusedBy").isPresent()) {
            value.fault("must say either sends or refusedBy, was " + (sends.isPresent() ? "both" : "neither"));
        }
        return block.make(() -> new ExampleConfig(order, packaging, quantity, expected, refusedBy, block.at()));
    }

    private static Map<String, Object> plain(Value value) {
        return value.isPresent()
                ? Words.map(value, (key, entry) -> entry.scalar().plain())
                : Map.of();
    }
}
