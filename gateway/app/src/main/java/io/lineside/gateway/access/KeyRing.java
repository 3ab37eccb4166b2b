package io.lineside.gateway.access;

import io.lineside.config.ApiKeyConfig;
import io.lineside.config.CertificateConfig;
import io.lineside.config.CertificateConfig.Mark;
import io.lineside.config.JwtConfig;
import io.lineside.config.PlatformsConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** The keys, certificates and issuers of tokens of one edition of the site. Immutable. */
public final class KeyRing {
    /** Stands for a key that is not there, so that looking takes the same time. */
    private static final String NOBODY = "0".repeat(64);

    private static final int SHOWN = 12;

    private final Map<String, ApiKeyConfig> keys = new HashMap<>();
    private final Map<Mark, CertificateConfig> certificates = new HashMap<>();
    private final Optional<PlatformsConfig> platforms;

    /** The keys of this file; without one the API is open. */
    public KeyRing(Optional<PlatformsConfig> platforms) {
        this.platforms = platforms;
        platforms.ifPresent(file -> {
            file.keys().forEach(key -> keys.put(key.id(), key));
            file.certificates().forEach(certificate -> certificates.put(certificate.mark(), certificate));
        });
    }

    /** The file that the keys are from; empty where the API is open to everybody who can reach it. */
    public Optional<PlatformsConfig> platforms() {
        return platforms;
    }

    /** Who signs tokens that are good here. */
    public List<JwtConfig> issuers() {
        return platforms.map(PlatformsConfig::jwt).orElse(List.of());
    }

    /** Whose this key is now; empty for one that is unknown, wrong or over. */
    public Optional<Credential> find(String text, Instant now) {
        return ApiKey.read(text).flatMap(given -> {
            Optional<ApiKeyConfig> known = Optional.ofNullable(keys.get(given.id()));
            String kept = known.map(ApiKeyConfig::sha256).orElse(NOBODY);
            boolean right = MessageDigest.isEqual(
                    kept.getBytes(StandardCharsets.US_ASCII), given.sha256().getBytes(StandardCharsets.US_ASCII));
            return known.filter(key -> right).map(KeyRing::credential).filter(found -> !found.isOver(now));
        });
    }

    /** Whose this certificate is now, which an authority of the site has signed; empty for one that is unknown or over. */
    public Optional<Credential> find(X509Certificate certificate, Instant now) {
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.empty();
        }
        Instant end = certificate.getNotAfter().toInstant();
        String subject = certificate.getSubjectX500Principal().getName(X500Principal.CANONICAL);
        return Optional.ofNullable(certificates.get(new Mark.Fingerprint(fingerprint(certificate))))
                .or(() -> Optional.ofNullable(certificates.get(new Mark.Subject(subject))))
                .map(config -> credential(config, end))
                .filter(found -> !found.isOver(now));
    }

    /** Whether what let somebody in then would let him in now. */
    public boolean holds(Credential credential, Instant now) {
        if (credential.isOver(now)) {
            return false;
        }
        Credential.Proof proof = credential.proof();
        if (proof instanceof Credential.Key key) {
            ApiKeyConfig kept = keys.get(key.config().id());
            return kept != null && kept.sha256().equals(key.config().sha256()) && isSame(credential(kept), credential);
        }
        if (proof instanceof Credential.Certificate certificate) {
            CertificateConfig kept = certificates.get(certificate.config().mark());
            return kept != null
                    && kept.until().equals(certificate.config().until())
                    && kept.tenant().equals(credential.tenant())
                    && kept.scopes().equals(credential.scopes());
        }
        if (proof instanceof Credential.Token token) {
            return issuers().stream().anyMatch(issuer -> issuer.saysWhat(token.issuer()));
        }
        return platforms.isEmpty();
    }

    private static boolean isSame(Credential one, Credential other) {
        return one.tenant().equals(other.tenant())
                && one.scopes().equals(other.scopes())
                && one.until().equals(other.until());
    }

    private static Credential credential(ApiKeyConfig key) {
        return new Credential("key " + key.id(), key.tenant(), key.scopes(), key.until(), new Credential.Key(key));
    }

    private static Credential credential(CertificateConfig config, Instant end) {
        String name = config.mark() instanceof Mark.Fingerprint mark
                ? "sha256 " + mark.sha256().substring(0, SHOWN)
                : config.mark().toString();
        return new Credential(
                "certificate " + name,
                config.tenant(),
                config.scopes(),
                Optional.of(config.until().filter(end::isAfter).orElse(end)),
                new Credential.Certificate(config));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a certificate that was read has its bytes, and Java has SHA-256", e);
        }
    }
}
