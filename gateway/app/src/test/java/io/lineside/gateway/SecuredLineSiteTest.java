package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.cli.Lineside;
import io.lineside.model.pki.Fingerprint;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.SecuritySpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start with a line that is signed and encrypted: two people follow what health says, and it is made. */
class SecuredLineSiteTest extends SiteTestBase {
    private static final Pattern TRUST = Pattern.compile("run lineside cert trust SITE ([0-9a-f]{16})");
    private static final Pattern MOVE = Pattern.compile("on the line, move .*?([0-9A-F]{40})");

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        LineSpec line = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(15), "glaze/2")
                .secured(SecuritySpec.standard());
        run(RunningSite.start(folder, line, file -> file.replace(", insecure: true", "")));
    }

    @Test
    void orderIsMadeOnceBothSidesTrustEachOtherAsHealthSays() throws IOException {
        // Given
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        // When
        String digits = awaitAdvice(TRUST);
        assertThat(Lineside.run("cert", "trust", folder.toString(), digits)).isZero();
        String thumbprint = awaitAdvice(MOVE);
        moveToTrustedOnTheLine(thumbprint);
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
        assertThat(health("glaze-1").path("detail").asText()).contains("SignAndEncrypt");
        assertThat(health("glaze-1").path("warnings").toString()).doesNotContain("insecure");
    }

    @Test
    void rejectedLineIsCutOffAndItsOrdersWait() {
        // Given
        String digits = awaitAdvice(TRUST);
        // When
        assertThat(Lineside.run("cert", "reject", folder.toString(), digits)).isZero();
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        // Then
        assertThat(awaitAdvice(TRUST)).isEqualTo(digits);
        assertThat(platform.state(id)).isEqualTo("Released");
        assertThat(site.made()).isEmpty();
    }

    /** What the operator reads for the line, as soon as it has the pattern; its first group. */
    private String awaitAdvice(Pattern pattern) {
        return await().atMost(PATIENCE)
                .until(() -> pattern.matcher(health("glaze-1").path("detail").asText()), Matcher::find)
                .group(1);
    }

    /** What a person does at the line: it keeps whom it refused in a folder, soon after it has refused. */
    private void moveToTrustedOnTheLine(String thumbprint) throws IOException {
        Path pki = folder.resolve("plant/glaze-1.pki");
        Path refused = await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(CertificateException.class) // A file that is still being written.
                .until(() -> withThumbprint(thumbprint, pki.resolve("rejected/certs")), Optional::isPresent)
                .orElseThrow();
        Files.move(refused, pki.resolve("trusted/certs").resolve(refused.getFileName()));
    }

    private static Optional<Path> withThumbprint(String thumbprint, Path certificates)
            throws IOException, CertificateException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(certificates)) {
            for (Path file : files) {
                if (Fingerprint.thumbprint(read(file)).equals(thumbprint)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static X509Certificate read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
