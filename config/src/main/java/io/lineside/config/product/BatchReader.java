package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.util.Optional;

/** Reads {@code batch: { max: 50 }}, which stands in products, operations and lines. Confined to the loading thread. */
public final class BatchReader {
    /** More than any batch may have: as many as one item of an order. */
    private static final int MOST = 10_000;

    private BatchReader() {}

    /** The most pieces of one job; empty where nothing limits them here. */
    public static Optional<Integer> max(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("max");
        return block.required("max").scalar().count(1, MOST);
    }
}
