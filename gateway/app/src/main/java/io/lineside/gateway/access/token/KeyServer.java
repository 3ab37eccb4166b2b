package io.lineside.gateway.access.token;

import io.lineside.config.JwtConfig;
import io.lineside.config.KeySetPlace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Fetches the keys of one issuer, from its server or a file; follows nobody elsewhere, and takes no endless answer. */
final class KeyServer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 256 * 1024;

    private final KeySetPlace place;
    private final Optional<Path> caFile;
    private final Executor thread;
    private @Nullable HttpClient client;

    KeyServer(JwtConfig issuer, Executor thread) {
        this.place = issuer.keys();
        this.caFile = issuer.caFile();
        this.thread = thread;
    }

    /** Reads the text of the key set, off the caller's thread. */
    CompletionStage<String> fetch() {
        return CompletableFuture.completedFuture(place)
                .thenComposeAsync(where -> request(), thread)
                .orTimeout(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private CompletableFuture<String> request() {
        try {
            if (place instanceof KeySetPlace.File file) {
                return CompletableFuture.completedFuture(read(file.path()));
            }
            var request = HttpRequest.newBuilder(((KeySetPlace.Server) place).url())
                    .timeout(PATIENCE)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            return client().sendAsync(request, info -> new BoundedBody(LONGEST)).thenApply(KeyServer::text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the caFile holds no certificates: " + e.getMessage(), e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the server answered " + answer.statusCode());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LONGEST) {
            throw new IOException("the file has more than " + LONGEST + " bytes, was " + size);
        }
        return Files.readString(file);
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        HttpClient made = client;
        if (made == null) {
            var builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .executor(thread);
            if (caFile.isPresent()) {
                builder.sslContext(trusting(caFile.get()));
            }
            made = builder.build();
            client = made;
        }
        return made;
    }

    private static SSLContext trusting(Path caFile) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(caFile)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
