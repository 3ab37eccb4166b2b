package io.lineside.config;

import io.lineside.config.source.Position;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One issuer of tokens (OAuth 2.0, RFC 9068) that platforms may come with instead of a key.
 *
 * @param issuer what {@code iss} must be, letter by letter
 * @param audience what must be in {@code aud}
 * @param keys where its public keys are
 * @param caFile PEM of the only authorities that are trusted about the server of the keys; empty for those of the Java
 *     runtime
 * @param algorithms how a token may be signed, default RS256 and ES256
 * @param claims which claims say who it is and what he may do
 * @param tenants whom the issuer may speak for; empty for every tenant
 * @param leeway by which clocks may differ, up to PT5M, default PT1M
 * @param at where it stands
 */
public record JwtConfig(
        String issuer,
        String audience,
        KeySetPlace keys,
        Optional<Path> caFile,
        Set<JwtAlgorithm> algorithms,
        Claims claims,
        Set<TenantId> tenants,
        Duration leeway,
        Position at) {
    /**
     * Names of claims.
     *
     * @param tenant says whose orders are placed and read, default {@code tenant}
     * @param scope says what it may be used for, as words between blanks or as a list, default {@code scope}
     */
    public record Claims(String tenant, String scope) {}

    /** Copies the sets. */
    public JwtConfig {
        algorithms = Collections.unmodifiableSet(new LinkedHashSet<>(algorithms));
        tenants = Collections.unmodifiableSet(new LinkedHashSet<>(tenants));
    }

    /** Whether it says the same as another, wherever the two stand. */
    public boolean saysWhat(JwtConfig other) {
        return equals(new JwtConfig(
                other.issuer,
                other.audience,
                other.keys,
                other.caFile,
                other.algorithms,
                other.claims,
                other.tenants,
                other.leeway,
                at));
    }
}
