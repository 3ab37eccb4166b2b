package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.product.ProductConfig;
import io.lineside.config.product.ProductReader;
import io.lineside.config.source.FaultLog;
import io.lineside.model.job.JobParameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final String BARE = "product: %s\nversion: %d\ntitle: { en: P }\n"
            + "operations: [{ id: o, workMaster: w, needs: [x], each: PT1S, parameters: { P: %s } }]";

    @Test
    void newestVersionIsFoundUnlessOneIsNamed() {
        // When
        Catalog catalog = catalog(
                Products.read(BARE.formatted("mug", 9, "1")),
                Products.read(BARE.formatted("mug", 10, "1")),
                Products.read(BARE.formatted("cup", 1, "1")));

        // Then
        assertThat(catalog.ids()).containsExactly("cup", "mug");
        assertThat(catalog.versions("mug")).containsExactly(9, 10);
        assertThat(catalog.versions("jug")).isEmpty();
        assertThat(catalog.find("mug")).map(CompiledProduct::version).contains(10);
        assertThat(catalog.find("mug", 9)).map(CompiledProduct::version).contains(9);
        assertThat(catalog.find("mug", 8)).isEmpty();
        assertThat(catalog.find("jug")).isEmpty();
        assertThat(catalog.find("jug", 1)).isEmpty();
    }

    @Test
    void faultsOfAllProductsAreToldAtOnce() {
        // When
        CatalogResult result = Catalog.compile(
                List.of(Products.read(BARE.formatted("mug", 1, "a")), Products.read(BARE.formatted("cup", 1, "b"))));

        // Then
        assertThat(result).isInstanceOf(CatalogResult.Faulty.class);
        assertThat(((CatalogResult.Faulty) result).faults()).hasSize(2);
    }

    @Test
    void demoMugIsGlazedWithItsTextAndThenPacked() {
        // Given
        var faults = new FaultLog();
        Path demo = Path.of("..", "..", "config", "sites", "demo");
        ProductConfig mug = ProductReader.read(demo, Path.of("products", "mug.yaml"), faults)
                .orElseThrow();
        CompiledProduct product = catalog(mug).find("mug").orElseThrow();
        var configured = (Configured) product.configure(Map.of("color", "teal", "text", "Ada"), Map.of("type", "gift"));

        // When
        List<PlannedOperation> planned = product.operations(configured, 12);

        // Then
        assertThat(planned).extracting(PlannedOperation::id).containsExactly("glaze", "pack");
        assertThat(planned.get(0).parameters()).extracting(JobParameter::id).containsExactly("Color", "Dwell", "Text");
        assertThat(planned.get(0).materials())
                .extracting(material -> material.definitionId() + " " + material.quantity())
                .containsExactly("BISQUE-M 12", "GLAZE-teal 0.36", "INK-BLACK 0.024");
        assertThat(planned.get(1).after()).containsExactly("glaze");
    }

    private static Catalog catalog(ProductConfig... products) {
        CatalogResult result = Catalog.compile(List.of(products));
        assertThat(result).isInstanceOf(CatalogResult.Compiled.class);
        return ((CatalogResult.Compiled) result).catalog();
    }
}
