package io.lineside.gateway.intake;

import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.OptionFault;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is worth telling about an order that is taken. Worked out from the order itself, so that a repeated submission is
 * told the same as the first for as long as its products are on offer. Thread-safe.
 */
public record OrderWarnings(Supplier<Catalog> offered) {
    /** Every warning, by item. */
    public List<Cause> of(WorkRequest request) {
        Catalog catalog = offered.get();
        return request.items().stream()
                .flatMap(item ->
                        warnings(catalog, item).stream().map(fault -> OrderReader.cause(item.number() - 1, fault)))
                .toList();
    }

    private static List<OptionFault> warnings(Catalog catalog, WorkItem item) {
        Optional<CompiledProduct> product = catalog.find(item.product(), item.productVersion());
        return product.map(found -> found.warnings(item.options(), item.packaging()))
                .orElse(List.of());
    }
}
