package io.lineside.gateway.http.courier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.lineside.config.WebhookConfig;
import io.lineside.config.WebhookUrl;
import io.lineside.config.source.Position;
import io.lineside.config.source.Secret;
import io.lineside.gateway.SelfSigned;
import io.lineside.gateway.notify.webhook.Answer;
import io.lineside.gateway.notify.webhook.Letter;
import io.lineside.model.TenantId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to the address that was judged; name, certificate and Host stay those of the URL. */
class WebhookClientTest {
    private static final String NAME = "hooks.shop.example";

    private final WebhookClient client = new WebhookClient();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private HttpsServer server;
    private Path authority;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        KeyStore made = SelfSigned.key(folder, "shop", NAME);
        authority = Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(made.getCertificate("shop").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(made, SelfSigned.PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            seen.add(session.getRequestedServerNames() + " "
                    + exchange.getRequestHeaders().getFirst("Host"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void nameIsThatOfTheUrlWhereverTheConnectionGoes() {
        // When
        Answer answer = send(NAME, Optional.of(authority));

        // Then
        assertThat(answer).isEqualTo(new Answer.Answered(200, "", Optional.empty()));
        assertThat(seen)
                .singleElement()
                .asString()
                .contains("value=" + NAME)
                .endsWith(" " + NAME + ":" + server.getAddress().getPort());
    }

    @Test
    void certificateForAnotherNameIsRefused() {
        // When
        Answer answer = send("hooks.other.example", Optional.of(authority));

        // Then
        assertThat(answer).isInstanceOf(Answer.Silent.class);
        assertThat(answer.toString()).contains("its certificate is not trusted or not for its name");
        assertThat(seen).isEmpty();
    }

    @Test
    void certificateOfAnAuthorityThatIsNotTrustedIsRefused() {
        // When
        Answer answer = send(NAME, Optional.empty());

        // Then
        assertThat(answer.toString()).contains("its certificate is not trusted or not for its name");
        assertThat(seen).isEmpty();
    }

    @Test
    void addressWhereNobodyListensIsSaidAtOnce() {
        // Given
        server.stop(0);

        // When
        Answer answer = send(NAME, Optional.of(authority));

        // Then
        assertThat(answer).isEqualTo(new Answer.Silent("no connection"));
    }

    private Answer send(String host, Optional<Path> caFile) {
        var url = WebhookUrl.parse("https://" + host + ":" + server.getAddress().getPort() + "/hooks");
        var config = new WebhookConfig(
                "shop",
                new TenantId("acme"),
                url,
                List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
                Set.of(),
                new WebhookConfig.Reach(List.of(), false, caFile),
                Duration.ofSeconds(10),
                1,
                Duration.ofDays(1),
                Position.startOf(Path.of("platforms.yaml")));
        try (var courier = client.to(config)) {
            return courier.send(new Letter(
                            url, InetAddress.getLoopbackAddress(), Map.of("webhook-id", "1"), "{}", config.timeout()))
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
    }
}
