package io.lineside.connector.opcua.security;

import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.CertificateFolder.Place;
import io.lineside.model.pki.CertificateFolder.RevocationList;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the issuer of a certificate has taken it back, by the revocation lists (RFC 5280 5) that a person keeps in the
 * certificates folder. A list counts for as long as it is there, also after its next update was due. Looks at the folder
 * every time. Thread-safe.
 */
final class Revocation {
    private final CertificateFolder folder;

    Revocation(CertificateFolder folder) {
        this.folder = folder;
    }

    /** Why the line's certificate, or one that it was issued by, counts no more; empty where nothing speaks against it. */
    Optional<String> objection(List<X509Certificate> chain) {
        CertificateFolder.RevocationLists all = folder.revocationLists();
        // What nobody can read may be the list that this certificate is in.
        if (!all.unreadable().isEmpty()) {
            Path file = all.unreadable().get(0);
            return Optional.of("the revocation list " + file + " can not be read, so no line's certificate can be"
                    + " checked against it: replace it with a DER or PEM file of the issuer's, or take it away");
        }
        List<X509Certificate> issuers = Stream.concat(
                        chain.stream(), folder.contents(Place.TRUSTED).certificates().stream())
                .toList();
        return chain.stream()
                .flatMap(certificate -> all.lists().stream()
                        .filter(list -> isAbout(list, certificate))
                        .flatMap(list -> objection(list, certificate, issuers).stream()))
                .findFirst();
    }

    /** The lists of the line's issuers that should have been replaced by now; they count nonetheless. */
    List<String> overdue(List<X509Certificate> chain, Instant now) {
        return folder.revocationLists().lists().stream()
                .filter(list -> chain.stream().anyMatch(certificate -> isAbout(list, certificate)))
                .flatMap(list -> list.nextUpdate().filter(now::isAfter).stream()
                        .map(due -> "the revocation list " + list.file() + " of " + issuer(list)
                                + " was to be replaced by " + due + ": it counts still, and does not know what was"
                                + " revoked since; put the issuer's new list in its place"))
                .toList();
    }

    private static String issuer(RevocationList list) {
        return "'" + list.list().getIssuerX500Principal().getName() + "'";
    }

    private static boolean isAbout(RevocationList list, X509Certificate certificate) {
        return list.list().getIssuerX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static Optional<String> objection(
            RevocationList list, X509Certificate certificate, List<X509Certificate> issuers) {
        String issuer = issuer(list);
        if (!isSigned(list, issuers)) {
            return Optional.of("the revocation list " + list.file() + " says that it is of " + issuer
                    + " and is not signed with that key: replace it with the issuer's own, or take it away");
        }
        X509CRLEntry entry = list.list().getRevokedCertificate(certificate);
        return Optional.ofNullable(entry)
                .map(revoked ->
                        "the line's certificate " + ServerTrust.words(certificate) + " was revoked by its issuer "
                                + issuer + " at " + revoked.getRevocationDate().toInstant() + " ("
                                + list.file().getFileName()
                                + "): give the line a new certificate");
    }

    /** By the key of a certificate that has the issuer's name; where there is none, the person who put the list there is. */
    private static boolean isSigned(RevocationList list, List<X509Certificate> issuers) {
        List<X509Certificate> named = issuers.stream()
                .filter(issuer -> Objects.equals(
                        issuer.getSubjectX500Principal(), list.list().getIssuerX500Principal()))
                .toList();
        return named.isEmpty() || named.stream().anyMatch(issuer -> isSignedBy(list, issuer));
    }

    private static boolean isSignedBy(RevocationList list, X509Certificate issuer) {
        try {
            list.list().verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }
}
