package io.lineside.connector.opcua.security;

import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.CertificateFolder.Place;
import io.lineside.model.pki.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.util.validation.CertificateValidationUtil;
import org.eclipse.milo.opcua.stack.core.util.validation.ValidationCheck;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a server's certificate is the one of the line (OPC 10000-4 6.1.3). Looks at the folder every time, so
 * that a person's decision counts at once. Thread-safe; blocks for a few small files.
 *
 * <p>A certificate that a person put among the trusted is taken while it is valid, whatever names it holds: the person
 * has looked at it. One that an authority among the trusted has issued must also name this host and application, because
 * the authority issues for other machines too. None is taken that its issuer has revoked.
 */
final class ServerTrust implements CertificateValidator {
    private static final Set<ValidationCheck> CHECKS = Set.of(ValidationCheck.VALIDITY);

    private final SecuritySettings settings;
    private final CertificateFolder folder;
    private final Revocation revocation;

    ServerTrust(SecuritySettings settings, CertificateFolder folder) {
        revocation = new Revocation(folder);
        this.settings = settings;
        this.folder = folder;
    }

    @Override
    public void validateCertificateChain(
            List<X509Certificate> chain, @Nullable String applicationUri, String @Nullable [] hosts)
            throws UaException {
        Optional<String> distrust = distrust(chain, applicationUri, hosts == null ? new String[0] : hosts);
        if (distrust.isPresent()) {
            throw new UaException(
                    StatusCodes.Bad_CertificateUntrusted, distrust.get(), new SecurityFailure(distrust.get()));
        }
    }

    /** Why the server is not trusted, in words; empty where it is. */
    Optional<String> distrust(List<X509Certificate> chain, @Nullable String applicationUri, String... hosts) {
        try {
            return untrusted(chain, applicationUri, hosts).or(() -> revocation.objection(chain));
        } catch (UncheckedIOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What about a line with these certificates should not stay as it is. */
    List<String> warnings(List<X509Certificate> chain) {
        try {
            return revocation.overdue(chain, settings.clock().instant());
        } catch (UncheckedIOException unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private Optional<String> untrusted(List<X509Certificate> chain, @Nullable String applicationUri, String... hosts) {
        X509Certificate certificate = chain.get(0);
        if (settings.pinned().isPresent()) {
            return notPinned(settings.pinned().get(), certificate).or(() -> notValid(certificate));
        }
        List<X509Certificate> trusted = folder.contents(Place.TRUSTED).certificates();
        if (trusted.contains(certificate)) {
            return notValid(certificate);
        }
        if (trusted.stream().noneMatch(ServerTrust::isAuthority)) {
            return Optional.of(unknown(certificate));
        }
        return issued(chain, trusted, applicationUri, hosts);
    }

    private Optional<String> issued(
            List<X509Certificate> chain,
            List<X509Certificate> trusted,
            @Nullable String applicationUri,
            String... hosts) {
        PKIXCertPathBuilderResult path;
        try {
            path = CertificateValidationUtil.buildTrustedCertPath(
                    chain, trusted.stream().filter(ServerTrust::isAuthority).toList(), List.of());
        } catch (UaException noPath) {
            return Optional.of(unknown(chain.get(0)));
        }
        try {
            CertificateValidationUtil.validateTrustedCertPath(
                    path.getCertPath(), path.getTrustAnchor(), List.of(), CHECKS, false);
            if (applicationUri != null) {
                CertificateValidationUtil.checkApplicationUri(chain.get(0), applicationUri);
            }
            // Milo asks a second time when it opens the channel, and then knows neither host nor application.
            if (hosts.length > 0) {
                CertificateValidationUtil.checkHostnameOrIpAddress(chain.get(0), hosts);
            }
            return Optional.empty();
        } catch (UaException e) {
            return Optional.of("the line's certificate " + words(chain.get(0))
                    + " is issued by a trusted authority, but not for " + String.join(", ", hosts) + " and "
                    + applicationUri + " at this time: " + StatusWords.of(e.getStatusCode())
                    + "; trust the certificate itself to accept it nonetheless");
        }
    }

    private static Optional<String> notPinned(Fingerprint pinned, X509Certificate certificate) {
        return Fingerprint.of(certificate).equals(pinned)
                ? Optional.empty()
                : Optional.of("the line's certificate must have the fingerprint of connection.serverFingerprint, was "
                        + words(certificate) + ": another machine answers there, or the line has a new certificate");
    }

    private Optional<String> notValid(X509Certificate certificate) {
        Instant now = settings.clock().instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        // Without the time of this check: a reason that changes with every attempt would be said with every attempt.
        return now.isBefore(from) || now.isAfter(until)
                ? Optional.of("the line's certificate " + words(certificate) + " is valid from " + from + " to " + until
                        + ", which is not now: give the line a new certificate, or set the gateway's clock right")
                : Optional.empty();
    }

    /** Keeps it for the person who is asked. */
    private String unknown(X509Certificate certificate) {
        String question = "the gateway does not trust the line's certificate " + words(certificate)
                + ": if it is the line's (compare the fingerprint there), run lineside cert trust SITE "
                + Fingerprint.of(certificate).hex().substring(0, 16);
        try {
            folder.addRejected(certificate);
            return question;
        } catch (IOException e) {
            return question + "; it could not be kept in " + folder.folder(Place.REJECTED) + ": " + PemFiles.reason(e);
        }
    }

    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    static String words(X509Certificate certificate) {
        return "'" + certificate.getSubjectX500Principal().getName() + "', SHA-256 " + Fingerprint.of(certificate);
    }
}
