package io.lineside.gateway.product;

import io.lineside.config.product.ProductConfig;
import io.lineside.config.source.FaultLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Every product of a site, ready for orders. Thread-safe. */
public final class Catalog {
    private final TreeMap<String, TreeMap<Integer, CompiledProduct>> products = new TreeMap<>();

    private Catalog(List<CompiledProduct> compiled) {
        for (CompiledProduct product : compiled) {
            products.computeIfAbsent(product.id(), id -> new TreeMap<>()).put(product.version(), product);
        }
    }

    /** Compiles and type-checks every expression of the products and runs their examples. */
    public static CatalogResult compile(List<ProductConfig> configs) {
        var faults = new FaultLog();
        var compiled = new ArrayList<CompiledProduct>();
        for (ProductConfig config : configs) {
            new ProductCompiler(config, faults).compile().ifPresent(product -> {
                Examples.check(product, faults);
                compiled.add(product);
            });
        }
        return faults.size() > 0
                ? new CatalogResult.Faulty(faults.all())
                : new CatalogResult.Compiled(new Catalog(compiled));
    }

    /** The newest version of a product that is not deprecated, or the newest where all are. */
    public Optional<CompiledProduct> find(String id) {
        return Optional.ofNullable(products.get(id)).map(versions -> versions.descendingMap().values().stream()
                .filter(version -> version.config().deprecated().isEmpty())
                .findFirst()
                .orElseGet(() -> versions.lastEntry().getValue()));
    }

    /** One version of a product. */
    public Optional<CompiledProduct> find(String id, int version) {
        return Optional.ofNullable(products.get(id)).map(versions -> versions.get(version));
    }

    /** Ids of all products, in order. */
    public List<String> ids() {
        return List.copyOf(products.keySet());
    }

    /** Versions of a product, oldest first; none of a product that is not known. */
    public List<Integer> versions(String id) {
        return Optional.ofNullable(products.get(id))
                .map(versions -> List.copyOf(versions.keySet()))
                .orElse(List.of());
    }
}
