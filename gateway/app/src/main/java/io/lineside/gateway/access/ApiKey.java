package io.lineside.gateway.access;

import io.lineside.model.SpecDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as a platform sends it: {@code ls_<id>_<secret>}. The secret has 256 random bits, so that its plain SHA-256 gives
 * nothing away.
 *
 * @param id names it in files and logs
 * @param text the whole key; never to be written anywhere but to whoever asked for it
 */
public record ApiKey(String id, String text) {
    private static final Pattern FORM = Pattern.compile("ls_([a-z0-9]{4,16})_([A-Za-z0-9_-]{43})");
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int ID_LENGTH = 8;
    private static final int SECRET_BYTES = 32;

    /** A new key. */
    public static ApiKey make(SecureRandom random) {
        var id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = "ls_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new ApiKey(id.toString(), text);
    }

    /** What came in as a key; empty for what can be none. */
    public static Optional<ApiKey> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ApiKey(form.group(1).toLowerCase(Locale.ROOT), text))
                : Optional.empty();
    }

    /** What is kept of it. */
    public String sha256() {
        return SpecDigest.of(text).hex();
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
