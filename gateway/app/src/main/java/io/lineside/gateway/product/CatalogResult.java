package io.lineside.gateway.product;

import io.lineside.config.source.Fault;
import java.util.List;

/** What came of compiling the products of a site. */
public sealed interface CatalogResult {
    /** Every expression type-checks and every example comes true. */
    record Compiled(Catalog catalog) implements CatalogResult {}

    /**
     * The products can not be used.
     *
     * @param faults every fault of every product, by file, line and column; at least one
     */
    record Faulty(List<Fault> faults) implements CatalogResult {
        /** Copies the list. */
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
