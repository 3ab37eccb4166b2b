package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.product.ProductConfig;
import io.lineside.config.product.ProductReader;
import io.lineside.config.source.Fault;
import io.lineside.config.source.FaultLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products written as in a product file. */
public final class Products {
    /** A product with every kind of option. */
    public static final String ALL_KINDS =
            """
            product: sign
            version: 1
            title: { en: Sign }
            base:
              - { part: plate, material: "PLATE-{size}-{holes}", quantity: 1 }
            options:
              size: { type: choice, values: [S, M, L], default: M }
              holes: { type: integer, min: 0, max: 8, default: 4 }
              thickness: { type: decimal, min: 0.5, max: 10, default: 2.5 }
              framed: { type: boolean, default: false }
              color: { type: choice, values: [white, teal] }
              text: { type: text, maxLength: 10, charset: latin-1, optional: true, personal: true }
              code: { type: text, maxLength: 4, charset: ascii, pattern: "[A-Z]*", optional: true }
              depth: { type: integer, min: 1, max: 5, optional: true }
            packaging:
              type: { type: choice, values: [carton, gift], default: carton }
              note: { type: text, maxLength: 20, optional: true }
            rules:
              - { id: framed-not-small, when: framed, require: size != "S", because: { en: A frame does not fit a small sign } }
              - { id: depth-needs-text, when: has(depth), require: has(text), because: { zh: 没有文字, en: There is nothing to engrave } }
              - { id: depth-below-plate, when: has(depth), require: depth < thickness * 2.0, because: { en: It would go through } }
              - { id: note-needs-gift, when: has(packaging.note), require: packaging.type == "gift", because: { en: A carton carries no note } }
            materials:
              - { definition: "PAINT-{color}", quantity: 'size == "L" ? 0.3 : 0.1', unit: LTR }
              - { definition: FRAME, quantity: 1, when: framed, operation: frame }
              - { definition: SCREW, quantity: holes, operation: pack }
            operations:
              - { id: pack, after: [engrave, frame], workMaster: pack/1, needs: [packing], each: PT5S,
                  parameters: { Wrap: packaging.type, Note: { value: packaging.note, when: has(packaging.note) }, Pieces: quantity } }
              - { id: engrave, after: [paint], when: has(text), workMaster: engrave/1, needs: [engraving], each: PT12S,
                  parameters: { Text: text, Depth: "has(depth) ? depth : 1" } }
              - { id: paint, workMaster: paint/2, needs: [painting], each: PT20S,
                  parameters: { Color: color, Thickness: { value: thickness, unit: MMT }, Framed: framed, Holes: holes } }
              - { id: frame, after: [paint], when: framed, workMaster: frame/1, needs: [framing], each: PT30S }
            """;

    private Products() {}

    /** Reads a product, which must be free of faults. */
    public static ProductConfig read(String yaml) {
        try {
            Path folder = Files.createTempDirectory("product");
            Path file = folder.resolve("mug.yaml");
            try {
                Files.writeString(file, yaml);
                return read(folder, folder.relativize(file));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProductConfig read(Path folder, Path file) {
        var faults = new FaultLog();
        Optional<ProductConfig> product = ProductReader.read(folder, file, faults);
        assertThat(faults.all()).isEmpty();
        return product.orElseThrow();
    }

    /** Compiles a product, which must be free of faults. */
    public static CompiledProduct compiled(String yaml) {
        ProductConfig config = read(yaml);
        CatalogResult result = Catalog.compile(List.of(config));
        assertThat(result).isInstanceOf(CatalogResult.Compiled.class);
        return ((CatalogResult.Compiled) result).catalog().find(config.id()).orElseThrow();
    }

    /** The faults of a product, each on one line. */
    public static List<String> faults(String yaml) {
        CatalogResult result = Catalog.compile(List.of(read(yaml)));
        return result instanceof CatalogResult.Faulty faulty
                ? faulty.faults().stream().map(Fault::toString).toList()
                : List.of();
    }

    /** The product with these options, which must be accepted. */
    static Configured configured(CompiledProduct product, Map<String, Object> options) {
        Configuration result = product.configure(options, Map.of());
        assertThat(result).isInstanceOf(Configured.class);
        return (Configured) result;
    }
}
