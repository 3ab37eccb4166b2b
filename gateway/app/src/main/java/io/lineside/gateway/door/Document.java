package io.lineside.gateway.door;

import io.lineside.gateway.door.format.Format;
import io.lineside.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What came in through a door, as it came in.
 *
 * @param door by which it came
 * @param tenant of the door, never from the document
 * @param key idempotency key: the same whenever the same document is handed in again, different for every other one; of
 *     the sender, or made by {@link #key}
 * @param content within the door's size limit; not copied, and not to be changed
 * @param mapping of the site that makes an order of it; empty where it is written as ours are
 */
@SuppressWarnings("ArrayRecordComponent") // As large as a file, and nobody compares documents.
public record Document(
        String door, TenantId tenant, String key, byte[] content, Format format, Optional<String> mapping) {
    private static final String OF_CONTENT = "door:";

    /** Whether a key is made of content and not by a sender: the same key is the same document however it was read. */
    static boolean isKnownByContent(String key) {
        return key.startsWith(OF_CONTENT);
    }

    /** A key for content that came under a name: a crash in between changes neither. */
    public static String key(String door, String name, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return OF_CONTENT + door + ":" + HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
