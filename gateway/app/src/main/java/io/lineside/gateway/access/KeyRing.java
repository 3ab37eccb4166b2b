package io.lineside.gateway.access;

import io.lineside.config.ApiKeyConfig;
import io.lineside.config.PlatformsConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of one edition of the site. Immutable. */
public final class KeyRing {
    /** Stands for a key that is not there, so that looking takes the same time. */
    private static final String NOBODY = "0".repeat(64);

    private final Map<String, ApiKeyConfig> keys = new HashMap<>();
    private final Optional<PlatformsConfig> platforms;

    /** The keys of this file; without one the API is open. */
    public KeyRing(Optional<PlatformsConfig> platforms) {
        this.platforms = platforms;
        platforms.ifPresent(file -> file.keys().forEach(key -> keys.put(key.id(), key)));
    }

    /** The file that the keys are from; empty where the API is open to everybody who can reach it. */
    public Optional<PlatformsConfig> platforms() {
        return platforms;
    }

    /** What this key may be used for now; empty for one that is unknown, wrong or over. */
    public Optional<ApiKeyConfig> find(String text, Instant now) {
        return ApiKey.read(text).flatMap(given -> {
            Optional<ApiKeyConfig> known = Optional.ofNullable(keys.get(given.id()));
            String kept = known.map(ApiKeyConfig::sha256).orElse(NOBODY);
            boolean right = MessageDigest.isEqual(
                    kept.getBytes(StandardCharsets.US_ASCII), given.sha256().getBytes(StandardCharsets.US_ASCII));
            return known.filter(key -> right)
                    .filter(key ->
                            key.until().filter(until -> !now.isBefore(until)).isEmpty());
        });
    }
}
