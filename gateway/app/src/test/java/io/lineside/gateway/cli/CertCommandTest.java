package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The certificate folder of a site, by command. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before every test.
final class CertCommandTest {
    /** Of line.pem in the test resources. */
    private static final String FINGERPRINT = "ae9c991b58686ad504acc7ff6c84d97964058680e579e17f8e5684c9f90e16e0";

    @TempDir
    private Path site;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aRejectedCertificate() throws IOException {
        Files.writeString(site.resolve("site.yaml"), "enterprise: acme\nsite: north\n");
        Path rejected = Files.createDirectories(site.resolve("certificates/rejected"));
        copy("/line.pem", rejected.resolve("line.pem"));
    }

    @Test
    void listNamesEveryCertificateAndItsPlace() throws IOException {
        // Given
        Files.writeString(site.resolve("certificates/rejected/notes.pem"), "ask Ada");
        // When
        int code = run("list", site.toString());
        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("rejected  " + FINGERPRINT).contains("CN=glaze-1");
        assertThat(err.toString()).contains("notes.pem is not a certificate");
    }

    @Test
    void listShowsTheRevocationListsOfIssuers() throws IOException {
        // Given
        Path revoked = Files.createDirectories(site.resolve("certificates/revoked"));
        copy("/factory.crl", revoked.resolve("factory.crl"));
        Files.writeString(revoked.resolve("old.crl"), "ask Ada");
        // When
        int code = run("list", site.toString());
        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("revoked   1 by CN=Factory CA  next list due 2027-01-01T00:00:00Z  factory.crl");
        assertThat(err.toString())
                .contains("old.crl is not a revocation list: no line is connected to until it is replaced or gone");
    }

    @Test
    void trustedCertificateCanBeRejectedAgain() {
        // When
        int trust = run("trust", site.toString(), FINGERPRINT.substring(0, 8));
        // Then
        assertThat(trust).isZero();
        assertThat(site.resolve("certificates/trusted/line.pem")).exists();
        assertThat(site.resolve("certificates/rejected/line.pem")).doesNotExist();
        assertThat(run("reject", site.toString(), FINGERPRINT)).isZero();
        assertThat(site.resolve("certificates/rejected/line.pem")).exists();
    }

    @Test
    void showTellsWhatToCompareAtTheLine() {
        // When
        int code = run("show", site.toString(), FINGERPRINT.substring(0, 10).toUpperCase(Locale.ROOT));
        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains(FINGERPRINT, "CN=glaze-1", "urn:glaze-1", "rejected");
    }

    @Test
    void tooFewDigitsAndStrangersAreRefused() {
        assertThat(run("trust", site.toString(), FINGERPRINT.substring(0, 7))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("must have at least 8 digits");
        assertThat(run("trust", site.toString(), "0123456789")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("which names 0");
    }

    @Test
    void faultySiteIsToldWithItsFaults() throws IOException {
        // Given
        Files.writeString(site.resolve("site.yaml"), "enterprise: acme\n");
        // Then
        assertThat(run("list", site.toString())).isEqualTo(ExitCode.BAD_SITE);
        assertThat(err.toString()).contains("site.yaml:1:1: site: is required");
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = Objects.requireNonNull(CertCommandTest.class.getResourceAsStream(resource))) {
            Files.copy(in, file);
        }
    }

    private int run(String... arguments) {
        CommandLine command =
                LinesideMain.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        var all = new String[arguments.length + 1];
        all[0] = "cert";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }
}
