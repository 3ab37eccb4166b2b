package io.lineside.gateway.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lineside.model.SpecDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A kept entry of the audit.
 *
 * @param number 1 for the first, then without a gap
 * @param at to the millisecond
 * @param previousHash of the entry before; 64 zeros before the first
 * @param hash SHA-256 of {@link #content}, in hexadecimal digits
 */
public record AuditRow(long number, Instant at, AuditEntry entry, String previousHash, String hash) {
    /** Stands before the first. */
    public static final String BEGINNING = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The row that comes after one with this number and hash. */
    static AuditRow after(long number, String hash, Instant at, AuditEntry entry) {
        var open = new AuditRow(number + 1, at, entry, hash, "");
        return new AuditRow(open.number, at, entry, hash, open.rightHash());
    }

    /**
     * What the hash is over: a JSON array, without blanks, of the number, the time in milliseconds since 1970, who, what,
     * the subject, the detail as text, and the hash before.
     */
    public String content() {
        return text(JsonNodeFactory.instance
                .arrayNode()
                .add(number)
                .add(at.toEpochMilli())
                .add(entry.who())
                .add(entry.what())
                .add(entry.subject())
                .add(entry.detail())
                .add(previousHash));
    }

    private String rightHash() {
        return SpecDigest.of(content()).hex();
    }

    /** Why this can not be what was kept; empty where the hash fits the content. */
    public Optional<String> fault() {
        return hash.equals(rightHash())
                ? Optional.empty()
                : Optional.of("entry " + number + ": its hash must fit its content, and does not: it was changed");
    }

    /** Why this can not be what was kept right before another; empty where it fits. */
    public Optional<String> faultBefore(AuditRow next) {
        if (next.number != number + 1) {
            return Optional.of("entry " + (number + 1) + ": must be there, was taken out; the next is " + next.number);
        }
        return next.previousHash.equals(hash)
                ? Optional.empty()
                : Optional.of("entry " + next.number + ": must follow the entry before, and follows another one");
    }

    static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details must be texts, numbers and lists of them", e);
        }
    }
}
