package io.lineside.config.product;

import io.lineside.config.source.Position;
import io.lineside.config.source.Value;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A drawing of a product with places for its options.
 *
 * @param svg the text of the file, not yet looked at; at most {@value #LONGEST} bytes
 * @param at where the product file names it
 */
public record PreviewConfig(String svg, Position at) {
    private static final int LONGEST = 200_000;

    /** Reads the file that the value names, below the folder of products. */
    static Optional<PreviewConfig> read(Path folder, Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        return value.text()
                .flatMap(name -> text(folder.resolve("products"), name, value))
                .map(svg -> new PreviewConfig(svg, value.at()));
    }

    private static Optional<String> text(Path products, String name, Value value) {
        try {
            Path file = products.resolve(name).normalize();
            if (!file.startsWith(products.normalize()) || !name.endsWith(".svg")) {
                value.fault("must name an .svg file below products/, was '" + name + "'");
                return Optional.empty();
            }
            if (Files.size(file) <= LONGEST) {
                return Optional.of(Files.readString(file));
            }
            value.fault("must name a file of at most " + LONGEST + " bytes, was " + Files.size(file));
        } catch (CharacterCodingException e) {
            value.fault("must name UTF-8 text, was something else in '" + name + "'");
        } catch (IOException | IllegalArgumentException e) {
            value.fault("must name a readable file, was '" + name + "' ("
                    + e.getClass().getSimpleName() + ")");
        }
        return Optional.empty();
    }
}
