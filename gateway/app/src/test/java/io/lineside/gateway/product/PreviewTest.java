package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.product.ProductConfig;
import io.lineside.config.product.ProductReader;
import io.lineside.config.source.Fault;
import io.lineside.config.source.FaultLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drawings show what was chosen, and do nothing else whatever was chosen. */
class PreviewTest {
    private static final String PRODUCT =
            """
            product: tag
            version: 1
            title: { en: Tag }
            options:
              color: { type: choice, values: [red, blue] }
              text: { type: text, maxLength: 80, optional: true }
              wide: { type: integer, min: 10, max: 90, default: 40 }
            operations: [{ id: o, workMaster: w, needs: [x], each: PT1S }]
            preview: tag.svg
            """;
    private static final String DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'>"
            + "<rect width='{{wide}}' height='9' fill='{{color}}'/>"
            + "<text when='has(text)' font-family='{{text}}'>{{text}}</text></svg>";

    @TempDir
    private Path folder;

    @Test
    void valuesStandInTheirPlaces() throws IOException {
        // When
        String svg = draw(Map.of("color", "blue", "text", "Ada", "wide", "55"));

        // Then
        assertThat(svg)
                .contains("<rect width=\"55\" height=\"9\" fill=\"blue\"></rect>")
                .contains("<text font-family=\"Ada\">Ada</text>");
        assertThat(draw(Map.of())).contains("width=\"40\"", "fill=\"red\"").doesNotContain("<text");
    }

    @ParameterizedTest
    @CsvSource({
        "<script>alert(1)</script>",
        "\"/><image href=\"http://evil.example/x\"/>",
        "url(http://evil.example/x)",
        "]]><a>",
        "&xxe;"
    })
    void textIsOnlyEverText(String text) throws IOException {
        // When
        String svg = draw(Map.of("text", text));

        // Then
        assertThat(svg).doesNotContain("<script", "<image", "<a>", "&xxe;").contains("<text>");
        assertThat(svg.replace("<text>" + text, "")).doesNotContain("font-family=\"url(");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>1</script> | must only draw, was script",
                "<image href='x'/> | must only draw, was image",
                "<a href='x'/> | must only draw, was a",
                "<foreignObject/> | must only draw, was foreignObject",
                "<style>x</style> | must only draw, was style",
                "<g onclick='x'/> | must have no attribute that does more than draw, was onclick",
                "<rect style='x'/> | must have no attribute that does more than draw, was style",
                "<rect fill='url(http://x/)'/> | must have no attribute that does more than draw, was fill",
                "<g xmlns:q='u' q:href='x'/> | must have no attribute that does more than draw, was q:href",
                "<text>{{colour}}</text> | was 'colour' at 1:1 of the expression (did you mean 'color'?)",
                "<text>{{text}}</text> | must be guarded where text may be absent",
                "<g when='wide'/> | must be of another type",
                "<g> | must name an SVG, was broken on line 1 of the file"
            })
    void drawingThatDoesMoreIsRefusedAtLoad(String part, String message) throws IOException {
        assertThat(faults("<svg xmlns='http://www.w3.org/2000/svg'>" + part + "</svg>"))
                .isNotEmpty()
                .allMatch(fault -> fault.startsWith("products/tag.yaml:9:10: preview: "))
                .anyMatch(fault -> fault.contains(message));
    }

    @Test
    void documentTypeIsRefused() throws IOException {
        assertThat(faults("<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg xmlns='x'>&e;</svg>"))
                .isNotEmpty();
    }

    private String draw(Map<String, String> query) throws IOException {
        CatalogResult result = Catalog.compile(List.of(product(DRAWING)));
        CompiledProduct product =
                ((CatalogResult.Compiled) result).catalog().find("tag").orElseThrow();
        return product.draw((Configured) product.configure(query)).orElseThrow();
    }

    private List<String> faults(String svg) throws IOException {
        CatalogResult result = Catalog.compile(List.of(product(svg)));
        return result instanceof CatalogResult.Faulty faulty
                ? faulty.faults().stream().map(Fault::toString).toList()
                : List.of();
    }

    private ProductConfig product(String svg) throws IOException {
        Files.createDirectories(folder.resolve("products"));
        Files.writeString(folder.resolve("products/tag.svg"), svg);
        Files.writeString(folder.resolve("products/tag.yaml"), PRODUCT);
        var faults = new FaultLog();
        Optional<ProductConfig> product = ProductReader.read(folder, Path.of("products", "tag.yaml"), faults);
        assertThat(faults.all()).isEmpty();
        return product.orElseThrow();
    }
}
