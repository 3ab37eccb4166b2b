package io.lineside.config;

import io.lineside.config.source.Position;
import io.lineside.model.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A client certificate that a platform may come with instead of a key, once an authority of {@code http.clientCa} has
 * signed it.
 *
 * @param mark which certificate it is
 * @param tenant whose orders are placed and read with it
 * @param scopes what it may be used for, at least one
 * @param until when it ends here, whatever the certificate itself says; empty for when that ends
 * @param at where it stands
 */
public record CertificateConfig(Mark mark, TenantId tenant, Set<Scope> scopes, Optional<Instant> until, Position at) {
    /** Which certificate: this very one, or every one of this subject that an authority of the site has signed. */
    public sealed interface Mark {
        /** SHA-256 of the certificate, 64 hexadecimal digits. */
        record Fingerprint(String sha256) implements Mark {
            @Override
            public String toString() {
                return "sha256 " + sha256;
            }
        }

        /** Subject in the canonical form of RFC 2253 and {@link javax.security.auth.x500.X500Principal}. */
        record Subject(String name) implements Mark {
            @Override
            public String toString() {
                return "subject " + name;
            }
        }
    }

    /** Copies the set. */
    public CertificateConfig {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }
}
