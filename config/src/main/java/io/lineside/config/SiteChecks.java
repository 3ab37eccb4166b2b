package io.lineside.config;

import io.lineside.config.product.DeprecationConfig;
import io.lineside.config.product.OperationConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Nearest;
import io.lineside.config.source.Position;
import io.lineside.model.Capability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks what the files of a site say about each other. Confined to the loading thread. */
final class SiteChecks {
    private final List<LineConfig> lines;
    private final List<ProductConfig> products;
    private final FaultLog faults;

    private SiteChecks(List<LineConfig> lines, List<ProductConfig> products, FaultLog faults) {
        this.lines = lines;
        this.products = products;
        this.faults = faults;
    }

    /** Checks the files that could be read; a file that could not is an empty entry. */
    static void check(
            List<Optional<LineConfig>> lines,
            List<Optional<ProductConfig>> products,
            LineClashes clashes,
            FaultLog faults) {
        var checks = new SiteChecks(
                lines.stream().flatMap(Optional::stream).toList(),
                products.stream().flatMap(Optional::stream).toList(),
                faults);
        checks.uniqueLines();
        clashes.check(checks.lines);
        checks.uniqueProducts();
        if (products.stream().allMatch(Optional::isPresent)) {
            checks.replacementsExist();
        }
        // A line that could not be read might offer what is missing.
        if (lines.stream().allMatch(Optional::isPresent)) {
            checks.needsAreOffered();
        }
    }

    private void uniqueLines() {
        Map<String, Position> seen = new HashMap<>();
        for (LineConfig line : lines) {
            unique(line.id().value(), line.at().child("line"), seen);
        }
    }

    private void uniqueProducts() {
        Map<String, Position> seen = new HashMap<>();
        for (ProductConfig product : products) {
            unique(product.id() + " version " + product.version(), product.at().child("product"), seen);
        }
    }

    private void replacementsExist() {
        Set<String> known = new TreeSet<>();
        products.forEach(product -> known.addAll(List.of(product.id(), product.id() + "@" + product.version())));
        for (ProductConfig product : products) {
            product.deprecated().ifPresent(deprecated -> replacementExists(product, deprecated, known));
        }
    }

    private void replacementExists(ProductConfig product, DeprecationConfig deprecated, Set<String> known) {
        Set<String> others = new TreeSet<>(known);
        others.remove(product.id() + "@" + product.version());
        deprecated
                .replacedBy()
                .filter(name -> !others.contains(name))
                .ifPresent(name -> faults.add(
                        deprecated.at().child("replacedBy"),
                        "must name another product or version of the site, was '" + name + "'"
                                + Nearest.hint(name, others) + "; allowed: " + String.join(", ", others)));
    }

    private void unique(String id, Position at, Map<String, Position> seen) {
        Position first = seen.putIfAbsent(id, at);
        if (first != null) {
            faults.add(at, "must be unique in the site, was '" + id + "' again, first in " + first.file());
        }
    }

    private void needsAreOffered() {
        List<String> offered = lines.stream()
                .flatMap(line -> line.capabilities().stream())
                .map(Capability::value)
                .distinct()
                .sorted()
                .toList();
        for (ProductConfig product : products) {
            product.operations().forEach(operation -> needsAreOffered(operation, offered));
        }
    }

    private void needsAreOffered(OperationConfig operation, List<String> offered) {
        if (lines.stream().noneMatch(line -> line.capabilities().containsAll(operation.needs()))) {
            String needs = operation.needs().stream().map(Capability::value).collect(Collectors.joining(", "));
            faults.add(
                    operation.at().child("needs"),
                    "must be offered by at least one line, was '" + needs + "'"
                            + Nearest.hint(needs, offered) + "; allowed: "
                            + (offered.isEmpty() ? "nothing, the site has no lines" : String.join(", ", offered)));
        }
    }
}
