package io.lineside.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
 * The certificate that the platform API shows, and the authorities whose certificates it asks clients for: until when the
 * certificate is good, and what the files hold now as soon as they hold it, so that neither a renewal nor an authority that is
 * trusted no longer needs a restart. Files that can not be used change nothing and are told. Thread-safe.
 *
 * <p>Connections that are open keep what they began with.
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

    /** What the files hold. */
    private record Held(Buffer certificate, Buffer key, Optional<Buffer> authorities) {
        PemKeyCertOptions shown() {
            return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
        }

        Optional<PemTrustOptions> trusted() {
            return authorities.map(pem -> new PemTrustOptions().addCertValue(pem));
        }
    }

    /** What is in force. */
    private record Shown(Held held, Instant until) {}

    /** The certificate in these files; nothing is read yet. */
    ApiCertificate(ApiSettings.Encryption files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Reads the files for a server that starts, and sets what it shows and trusts.
     *
     * @throws UncheckedIOException when they are not a certificate and its key, and the authorities
     */
    void open(Vertx vertx, HttpServerOptions options) {
        try {
            var held = read();
            shown = new Shown(held, check(vertx, held));
            options.setKeyCertOptions(held.shown());
            held.trusted().ifPresent(options::setTrustOptions);
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(unusable(e), e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Has a server that was started with these options show and trust what the files hold from now on. */
    void follow(Vertx vertx, HttpServer server, HttpServerOptions started) {
        vertx.setPeriodic(PERIOD, tick -> vertx.executeBlocking(() -> changed(vertx))
                .compose(change ->
                        change.map(next -> show(server, started, next)).orElseGet(Future::succeededFuture))
                .onFailure(failure -> refuse(unusable(failure))));
    }

    private Future<Void> show(HttpServer server, HttpServerOptions started, Shown next) {
        var options = new SSLOptions(started.getSslOptions())
                .setKeyCertOptions(next.held().shown());
        next.held().trusted().ifPresent(options::setTrustOptions);
        return server.updateSSLOptions(options, true).map(updated -> {
            shown = next;
            allIsWell();
            LOGGER.atInfo()
                    .addKeyValue("file", files.certFile())
                    .addKeyValue("until", next.until())
                    .log(
                            files.clients().isPresent()
                                    ? "the platform API shows the certificate and trusts the authorities that the files hold now"
                                    : "the platform API shows the renewed certificate");
            return null;
        });
    }

    /** What the files hold, if that is another certificate, key or authority than what is in force. */
    private Optional<Shown> changed(Vertx vertx) throws IOException, GeneralSecurityException {
        var held = read();
        Shown current = shown;
        if (current != null && current.held().equals(held)) {
            allIsWell();
            return Optional.empty();
        }
        return Optional.of(new Shown(held, check(vertx, held)));
    }

    private void allIsWell() {
        trouble = Optional.empty();
        doubt = "";
    }

    private Held read() throws IOException {
        return new Held(
                Buffer.buffer(Files.readAllBytes(files.certFile())),
                Buffer.buffer(Files.readAllBytes(files.keyFile())),
                files.clients().isPresent()
                        ? Optional.of(authorities(files.clients().get().ca()))
                        : Optional.empty());
    }

    private static Buffer authorities(Path file) throws UnusableAuthorities {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UnusableAuthorities(e);
        }
    }

    private static Instant check(Vertx vertx, Held held) throws GeneralSecurityException, UnusableAuthorities {
        if (held.trusted().isPresent()) {
            checkAuthorities(vertx, held.trusted().get());
        }
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(held.certificate().getBytes()));
        if (!isOf(key(vertx, held, certificate.getPublicKey()), certificate.getPublicKey())) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
        return certificate.getNotAfter().toInstant();
    }

    private static void checkAuthorities(Vertx vertx, PemTrustOptions trusted) throws UnusableAuthorities {
        try {
            trusted.getTrustManagerFactory(vertx);
        } catch (Exception e) { // what Vert.x declares
            throw new UnusableAuthorities(e);
        }
    }

    private static PrivateKey key(Vertx vertx, Held held, PublicKey open) throws GeneralSecurityException {
        try {
            var keys = (X509KeyManager) held.shown().getKeyManagerFactory(vertx).getKeyManagers()[0];
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
            LOGGER.atWarn().log("{}; {}", why, asBefore());
        }
    }

    private String asBefore() {
        return "the certificate from before is shown until " + until()
                + (files.clients().isPresent() ? ", and the authorities from before are trusted" : "");
    }

    private static String unusable(Throwable failure) {
        return failure instanceof UnusableAuthorities
                ? found(failure)
                : "http.certFile, http.keyFile: must be a certificate and its private key in PEM (PKCS #8), were not ("
                        + found(failure) + ")";
    }

    private static String found(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no " + failure.getMessage();
        }
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
        trouble.ifPresent(why -> warnings.add(why + "; " + asBefore()));
        if (until().isBefore(clock.instant().plus(SOON))) {
            warnings.add("the certificate of the platform API ends at " + until() + ": put a renewed one into "
                    + files.certFile() + " and its key into " + files.keyFile()
                    + ", they are taken without a restart");
        }
        return warnings;
    }

    /** Why what {@code clientCa} names can not be used. */
    private static final class UnusableAuthorities extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private UnusableAuthorities(Throwable cause) {
            super("http.clientCa: must be certificates of authorities in PEM, was not (" + found(cause) + ")", cause);
        }
    }
}
