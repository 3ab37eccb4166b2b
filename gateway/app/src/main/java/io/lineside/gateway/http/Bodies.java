package io.lineside.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads request bodies as text. */
final class Bodies {
    private Bodies() {}

    /** Hands over the body, or answers that it is not UTF-8. */
    static void read(RoutingContext context, Consumer<String> next) {
        Buffer bytes = context.body().buffer();
        Optional<String> body = text(bytes == null ? Buffer.buffer() : bytes);
        if (body.isPresent()) {
            next.accept(body.get());
        } else {
            Problem.of(400, "bad-encoding", "Body is not UTF-8", "the body must be JSON in UTF-8")
                    .answer(context);
        }
    }

    /** The text of a body, if it is UTF-8. */
    static Optional<String> text(Buffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
