package io.lineside.gateway.http.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An answer as it came over the wire. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares replies.
public record RawReply(int status, List<String> head, byte[] body) {
    /** Copies the list. */
    public RawReply {
        head = List.copyOf(head);
    }

    Optional<String> header(String name) {
        String begin = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                .findFirst()
                .map(line -> line.substring(begin.length()).strip());
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isStream() {
        return header("Content-Type").orElse("").startsWith("text/event-stream");
    }

    /** Whether an order was made by this answer, not by one before. */
    public boolean isNewOrder() {
        return status == 201 && header("Idempotency-Replayed").isEmpty();
    }

    @Override
    public String toString() {
        return status + " " + head + " " + text();
    }
}
