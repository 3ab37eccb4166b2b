package io.lineside.gateway.access;

import io.lineside.config.ApiKeyConfig;
import io.lineside.config.CertificateConfig;
import io.lineside.config.JwtConfig;
import io.lineside.config.Scope;
import io.lineside.model.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who somebody is, by what he showed.
 *
 * @param name what he is called in logs, in the audit and where requests are counted; gives nothing away
 * @param tenant whose orders he sees
 * @param scopes what he may do
 * @param until when it ends by itself; empty for never
 * @param proof what he showed, as the site knows it
 */
public record Credential(String name, TenantId tenant, Set<Scope> scopes, Optional<Instant> until, Proof proof) {
    /** What somebody showed. */
    public sealed interface Proof {}

    /** Nothing, at a gateway that is open to its own machine. */
    public record Nothing() implements Proof {}

    /** A key. */
    public record Key(ApiKeyConfig config) implements Proof {}

    /** A token of this issuer. */
    public record Token(JwtConfig issuer) implements Proof {}

    /** A certificate. */
    public record Certificate(CertificateConfig config) implements Proof {}

    /** Copies the set. */
    public Credential {
        scopes = Set.copyOf(scopes);
    }

    /** Whoever reaches an open gateway. */
    public static Credential anybody() {
        return new Credential(
                "anybody on this machine",
                new TenantId("default"),
                Set.of(Scope.values()),
                Optional.empty(),
                new Nothing());
    }

    boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }
}
