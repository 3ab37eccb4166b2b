package io.lineside.gateway.door.format;

import io.lineside.gateway.intake.Refusal;
import io.lineside.gateway.product.Catalog;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads documents of every format as orders. Thread-safe. */
public final class DocumentReader {
    private DocumentReader() {}

    /**
     * Reads a document, which must be UTF-8; a byte order mark is skipped.
     *
     * @param catalog by which formats that know no types find those of options
     */
    public static Reading read(byte[] content, Format format, Catalog catalog) {
        Optional<String> text = text(content);
        if (text.isEmpty()) {
            return new Reading.Bad(
                    new Refusal(400, "not-utf-8", "Document is not UTF-8", "must be UTF-8 text, was something else"));
        }
        String body = text.get();
        if (body.isBlank()) {
            return new Reading.Bad(new Refusal(
                    400,
                    "empty",
                    "Document is empty",
                    "must hold an order, was " + content.length + " bytes of nothing"));
        }
        return switch (format) {
            case JSON -> new Reading.Orders(List.of(new OrderText(body, Map.of())));
            case CSV -> new CsvOrders(catalog).read(body);
            case B2MML -> new B2mmlOrders(catalog).read(body);
        };
    }

    /** The text of a document without its byte order mark; empty where it is not UTF-8. */
    private static Optional<String> text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
