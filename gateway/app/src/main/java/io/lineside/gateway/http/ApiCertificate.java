package io.lineside.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the platform API shows: until when it is good, and the renewed one as soon as its files hold it, so
 * that no renewal needs a restart. Files that can not be used change nothing and are told. Thread-safe.
 */
final class ApiCertificate {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiCertificate.class);
    private static final Duration SOON = Duration.ofDays(14);
    private static final long PERIOD = 2_000;
    private static final byte[] PROBE = "whose key is this".getBytes(StandardCharsets.US_ASCII);
    /** How a key of each kind signs; the key of another kind is taken as it is. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final ApiSettings.Encryption files;
    private final Clock clock;
    private volatile @Nullable Shown shown;
    private volatile Optional<String> trouble = Optional.empty();
    // Two files are never changed in one moment: what is wrong at one look alone is not told.
    private volatile String doubt = "";

    /** What the two files hold. */
    private record Pair(Buffer certificate, Buffer key) {
        PemKeyCertOptions options() {
            return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
        }
    }

    /** What is in force. */
    private record Shown(Pair pair, Instant until) {}

    /** The certificate in these files; nothing is read yet. */
    ApiCertificate(ApiSettings.Encryption files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Reads both files for a server that starts.
     *
     * @throws UncheckedIOException when they are not a certificate and its key
     */
    PemKeyCertOptions open(Vertx vertx) {
        try {
            var pair = read();
            shown = new Shown(pair, check(vertx, pair));
            return pair.options();
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(unusable(e), e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Has a server that was started with these options show what the files hold from now on. */
    void follow(Vertx vertx, HttpServer server, HttpServerOptions started) {
        vertx.setPeriodic(PERIOD, tick -> vertx.executeBlocking(() -> changed(vertx))
                .compose(change ->
                        change.map(next -> show(server, started, next)).orElseGet(Future::succeededFuture))
                .onFailure(failure -> refuse(unusable(failure))));
    }

    private Future<Void> show(HttpServer server, HttpServerOptions started, Shown next) {
        var options = new SSLOptions(started.getSslOptions())
                .setKeyCertOptions(next.pair().options());
        return server.updateSSLOptions(options, true).map(updated -> {
            shown = next;
            allIsWell();
            LOGGER.atInfo()
                    .addKeyValue("file", files.certFile())
                    .addKeyValue("until", next.until())
                    .log("the platform API shows the renewed certificate");
            return null;
        });
    }

    /** What the files hold, if that is another certificate or key than the one that is shown. */
    private Optional<Shown> changed(Vertx vertx) throws IOException, GeneralSecurityException {
        var pair = read();
        Shown current = shown;
        if (current != null && current.pair().equals(pair)) {
            allIsWell();
            return Optional.empty();
        }
        return Optional.of(new Shown(pair, check(vertx, pair)));
    }

    private void allIsWell() {
        trouble = Optional.empty();
        doubt = "";
    }

    private Pair read() throws IOException {
        return new Pair(
                Buffer.buffer(Files.readAllBytes(files.certFile())),
                Buffer.buffer(Files.readAllBytes(files.keyFile())));
    }

    private static Instant check(Vertx vertx, Pair pair) throws GeneralSecurityException {
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pair.certificate().getBytes()));
        if (!isOf(key(vertx, pair, certificate.getPublicKey()), certificate.getPublicKey())) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
        return certificate.getNotAfter().toInstant();
    }

    private static PrivateKey key(Vertx vertx, Pair pair, PublicKey open) throws GeneralSecurityException {
        try {
            var keys =
                    (X509KeyManager) pair.options().getKeyManagerFactory(vertx).getKeyManagers()[0];
            String[] names = keys.getServerAliases(open.getAlgorithm(), null);
            if (names == null || names.length == 0) {
                throw new GeneralSecurityException("the key is none of the certificate's kind, " + open.getAlgorithm());
            }
            return keys.getPrivateKey(names[0]);
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) { // what Vert.x declares
            throw new GeneralSecurityException(e.getMessage(), e);
        }
    }

    private static boolean isOf(PrivateKey key, PublicKey open) throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(open.getAlgorithm());
        if (algorithm == null) {
            return true;
        }
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private void refuse(String why) {
        if (!why.equals(doubt)) {
            doubt = why;
        } else if (!trouble.equals(Optional.of(why))) {
            trouble = Optional.of(why);
            LOGGER.atWarn().log("{}; the one before is shown until {}", why, until());
        }
    }

    private String unusable(Throwable failure) {
        String found = failure instanceof NoSuchFileException ? "there is no " + failure.getMessage() : cause(failure);
        return "http.certFile, http.keyFile: must be a certificate and its private key in PEM (PKCS #8), were not ("
                + found + ")";
    }

    private static String cause(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Until when the certificate that is shown is good. */
    Instant until() {
        Shown current = shown;
        return current == null ? Instant.EPOCH : current.until();
    }

    /** What somebody must look after. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        trouble.ifPresent(why -> warnings.add(why + "; the certificate from before is shown until " + until()));
        if (until().isBefore(clock.instant().plus(SOON))) {
            warnings.add("the certificate of the platform API ends at " + until() + ": put a renewed one into "
                    + files.certFile() + " and its key into " + files.keyFile()
                    + ", they are taken without a restart");
        }
        return warnings;
    }
}
