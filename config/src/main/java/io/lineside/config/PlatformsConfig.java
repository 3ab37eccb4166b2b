package io.lineside.config;

import java.util.List;

/**
 * {@code platforms.yaml}: who may use the platform API. Where the file is, nobody may without a key, a token or a certificate;
 * an empty file of keys lets nobody in.
 *
 * @param perSecond requests that a caller may make each second in the long run, 1 to 100000, default 100
 * @param burst requests that it may make at once after a rest, 1 to 1000000, default 200
 * @param keys in the order of the file
 * @param jwt issuers of tokens; default none
 * @param certificates of clients, where {@code http.clientCa} asks for them; default none
 * @param webhooks that platforms are told by; default none
 */
public record PlatformsConfig(
        int perSecond,
        int burst,
        List<ApiKeyConfig> keys,
        List<JwtConfig> jwt,
        List<CertificateConfig> certificates,
        List<WebhookConfig> webhooks) {
    /** Copies the lists. */
    public PlatformsConfig {
        keys = List.copyOf(keys);
        jwt = List.copyOf(jwt);
        certificates = List.copyOf(certificates);
        webhooks = List.copyOf(webhooks);
    }

    /** Platforms that come with keys and are told of nothing by themselves. */
    public PlatformsConfig(int perSecond, int burst, List<ApiKeyConfig> keys) {
        this(perSecond, burst, keys, List.of(), List.of(), List.of());
    }
}
