package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.Network;
import io.lineside.config.WebhookConfig;
import io.lineside.config.WebhookUrl;
import io.lineside.config.source.Position;
import io.lineside.config.source.Secret;
import io.lineside.gateway.http.courier.WebhookClient;
import io.lineside.gateway.store.SettableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name is looked up once, and what it means is judged before anything is sent. */
class PostTest {
    private final GivenReceiver shop = new GivenReceiver();
    private final WebhookClient client = new WebhookClient();
    private final List<String> lookedUp = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        shop.close();
    }

    @Test
    void connectionGoesToTheAddressThatWasJudgedUnderTheNameOfTheUrl() {
        // When
        Post.Sent sent = send(List.of("127.0.0.1"), "127.0.0.0/8");

        // Then
        assertThat(sent.isDelivered()).as(sent.detail()).isTrue();
        assertThat(lookedUp).containsExactly("hooks.shop.example");
        assertThat(shop.requests()).singleElement().satisfies(request -> assertThat(request.headers())
                .containsEntry("host", "hooks.shop.example:" + shop.port()));
    }

    @Test
    void nameOfAnAddressInsideIsNotSentTo() {
        // When
        Post.Sent sent = send(List.of("127.0.0.1"), "10.0.0.0/8");

        // Then
        assertThat(sent.detail())
                .isEqualTo(
                        "not sent: its address must be public, was 127.0.0.1 (of this machine); allowed: networks in allowPrivate");
        assertThat(shop.requests()).isEmpty();
    }

    @Test
    void nameWithOneAddressInsideAmongOthersIsNotSentToAtAll() {
        // When
        Post.Sent sent = send(List.of("127.0.0.1", "192.168.0.1"), "127.0.0.0/8");

        // Then
        assertThat(sent.detail()).startsWith("not sent: its address must be public, was 192.168.0.1 (private)");
        assertThat(shop.requests()).isEmpty();
    }

    @Test
    void nameThatIsNotKnownIsSaid() {
        // When
        Post.Sent sent = send(List.of(), "127.0.0.0/8");

        // Then
        assertThat(sent.detail()).isEqualTo("not sent: the name of its host is not known");
    }

    private Post.Sent send(List<String> addresses, String allowed) {
        Names names = host -> {
            lookedUp.add(host);
            return addresses.isEmpty()
                    ? CompletableFuture.failedFuture(new UnknownHostException(host))
                    : CompletableFuture.completedFuture(
                            addresses.stream().map(PostTest::address).toList());
        };
        var config = new WebhookConfig(
                "shop",
                WebhookBench.TENANT,
                WebhookUrl.parse("http://hooks.shop.example:" + shop.port() + "/"),
                List.of(new Secret(WebhookBench.SECRET)),
                Set.of(),
                new WebhookConfig.Reach(
                        Arrays.stream(allowed.split(",", -1))
                                .map(Network::parse)
                                .toList(),
                        true,
                        Optional.empty()),
                Duration.ofSeconds(5),
                1,
                Duration.ofDays(1),
                Position.startOf(Path.of("platforms.yaml")));
        var clock = new SettableClock();
        try (var post = new Post(config, names, client.to(config), clock)) {
            return WebhookBench.now(post.send(Message.test("t", clock.instant())));
        }
    }

    private static InetAddress address(String text) {
        return Network.parse(text).address();
    }
}
