package io.lineside.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Proves that two specifications are the same one: the SHA-256 of its canonical text.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record SpecDigest(String hex) {
    private static final IdRule RULE = new IdRule("spec digest", "0-9a-f", 64, 64);

    /** Refuses anything but 64 lower-case hexadecimal digits. */
    public SpecDigest {
        RULE.check(hex);
    }

    /** Digests the UTF-8 bytes of a canonical text. */
    public static SpecDigest of(String canonical) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return new SpecDigest(HexFormat.of().formatHex(sha.digest(canonical.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
