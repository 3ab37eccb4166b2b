package io.lineside.connector.opcua.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.Authority;
import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.CertificateFolder.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that a trusted authority has issued, and taken back (RFC 5280 5). */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
final class RevocationTest {
    private static final String URI = "urn:odd";

    private static final Clock CLOCK = Clock.systemUTC();
    // Once for all tests: making keys takes longer than all else here.
    private static final Authority AUTHORITY = new Authority(CLOCK);
    private static final List<X509Certificate> LINE = AUTHORITY.issue(URI).chain();

    @TempDir
    private Path root;

    private CertificateFolder folder;
    private Path list;

    @BeforeEach
    void trustTheAuthority() throws Exception {
        folder = new CertificateFolder(root);
        list = folder.revoked().resolve("factory.crl");
        put("authority.der", AUTHORITY.certificate());
    }

    @Test
    void certificateOfATrustedAuthorityIsTakenWhereNothingIsRevoked() {
        assertThat(distrust(LINE)).isEmpty();
    }

    @Test
    void revokedCertificateIsRefusedInWords() {
        // When
        AUTHORITY.revoke(list, AUTHORITY);
        // Then
        assertThat(distrust(LINE)).hasValueSatisfying(why -> assertThat(why)
                .contains(
                        "was revoked by its issuer 'CN=Factory CA' at",
                        "(factory.crl)",
                        "give the line a new certificate"));
    }

    @Test
    void revokedCertificateIsRefusedAlsoWhereAPersonTrustedItself() throws Exception {
        // Given
        put("line.der", LINE.get(0));
        // When
        AUTHORITY.revoke(list, AUTHORITY);
        // Then
        assertThat(distrust(LINE)).isPresent();
    }

    @Test
    void otherCertificatesOfTheSameIssuerAreTakenStill() {
        // Given
        AUTHORITY.revoke(list, AUTHORITY);
        // Then
        assertThat(distrust(List.of(AUTHORITY.certificate()))).isEmpty();
    }

    @Test
    void listThatTheIssuerDidNotSignIsSaid() {
        // When
        AUTHORITY.revoke(list, new Authority(CLOCK));
        // Then
        assertThat(distrust(LINE)).hasValueSatisfying(why -> assertThat(why)
                .contains("factory.crl says that it is of 'CN=Factory CA' and is not signed with that key"));
    }

    @Test
    void listThatCanNotBeReadIsSaidAndNotPassedOver() throws Exception {
        // Given
        Files.createDirectories(folder.revoked());
        // When
        Files.writeString(list, "no list");
        // Then
        assertThat(distrust(LINE)).hasValueSatisfying(why -> assertThat(why).contains("factory.crl can not be read"));
    }

    @Test
    void listThatIsOverdueCountsAndIsWarnedAbout() {
        // Given
        Instant due = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        // When
        AUTHORITY.revoke(list, AUTHORITY, due);
        // Then
        assertThat(distrust(LINE)).isPresent();
        assertThat(trust().warnings(LINE)).singleElement().satisfies(warning -> assertThat(warning)
                .contains("factory.crl of 'CN=Factory CA' was to be replaced by " + due + ": it counts still"));
    }

    @Test
    void listThatIsNotDueOrOfAnotherIssuerIsNotWarnedAbout() {
        // Given
        AUTHORITY.revoke(list, AUTHORITY);
        assertThat(trust().warnings(LINE)).isEmpty();
        // When
        AUTHORITY.revoke(list, AUTHORITY, CLOCK.instant().minusSeconds(60));
        // Then
        assertThat(trust().warnings(List.of())).isEmpty();
    }

    private void put(String file, X509Certificate certificate) throws Exception {
        Files.write(Files.createDirectories(folder.folder(Place.TRUSTED)).resolve(file), certificate.getEncoded());
    }

    private Optional<String> distrust(List<X509Certificate> chain) {
        return trust().distrust(chain, URI, "localhost");
    }

    private ServerTrust trust() {
        var settings = new SecuritySettings(
                false,
                Optional.empty(),
                Optional.empty(),
                new UserToken.Anonymous(),
                Optional.of(folder),
                "gw-1",
                CLOCK);
        return new ServerTrust(settings, folder);
    }
}
