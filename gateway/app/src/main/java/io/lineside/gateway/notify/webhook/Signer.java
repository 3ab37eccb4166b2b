package io.lineside.gateway.notify.webhook;

import io.lineside.config.source.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as Standard Webhooks says: HMAC-SHA256 over id, time and body, once with each secret that is good now.
 * Thread-safe.
 */
final class Signer {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    Signer(List<Secret> secrets) {
        keys = secrets.stream()
                .map(secret -> new SecretKeySpec(
                        Base64.getDecoder().decode(secret.value().substring(PREFIX.length())), ALGORITHM))
                .toList();
    }

    /** The headers that prove where a body comes from and that it is not an old one sent again. */
    Map<String, String> headers(String id, Instant at, String body) {
        String seconds = Long.toString(at.getEpochSecond());
        byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put(
                "webhook-signature",
                keys.stream().map(key -> "v1," + mac(key, signed)).collect(Collectors.joining(" ")));
        return headers;
    }

    private static String mac(SecretKeySpec key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
