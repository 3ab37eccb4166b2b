package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.source.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is signed, against a reading of the Standard Webhooks specification that shares no code with the signer. */
class StandardWebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    /** The vector that the reference libraries of Standard Webhooks are tested by. */
    @Test
    void publishedVectorIsSignedAsPublished() {
        // When
        var headers = new Signer(List.of(new Secret(SECRET)))
                .headers(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");

        // Then
        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whileOneSecretTakesThePlaceOfAnotherEitherVerifies() {
        // Given
        String body = "{\"text\":\"Zoë ☕\"}";

        // When
        var headers = new Signer(List.of(new Secret(OTHER), new Secret(SECRET)))
                .headers("7", Instant.parse("2026-03-01T06:00:00Z"), body);
        String timestamp = headers.getOrDefault("webhook-timestamp", "");
        String signatures = headers.getOrDefault("webhook-signature", "");

        // Then
        assertThat(signatures.split(" ", -1)).hasSize(2);
        assertThat(verifies(SECRET, "7", timestamp, signatures, body)).isTrue();
        assertThat(verifies(OTHER, "7", timestamp, signatures, body)).isTrue();
        assertThat(verifies(OTHER, "8", timestamp, signatures, body)).isFalse();
        assertThat(verifies(SECRET, "7", "1772344801", signatures, body)).isFalse();
        assertThat(verifies(SECRET, "7", timestamp, signatures, body + " ")).isFalse();
    }

    /** HMAC as RFC 2104 says it, by hand, so that a misuse of the library's would show. */
    static boolean verifies(String secret, String id, String timestamp, String signatures, String body) {
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        byte[] padded = Arrays.copyOf(key, 64);
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            inner[i] = (byte) (padded[i] ^ 0x36);
            outer[i] = (byte) (padded[i] ^ 0x5c);
        }
        byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        String expected = Base64.getEncoder().encodeToString(sha256(outer, sha256(inner, content)));
        return Arrays.asList(signatures.split(" ", -1)).contains("v1," + expected);
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
