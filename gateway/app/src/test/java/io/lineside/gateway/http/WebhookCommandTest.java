package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.Bench;
import io.lineside.gateway.cli.Lineside;
import io.lineside.gateway.notify.webhook.GivenReceiver;
import io.lineside.gateway.notify.webhook.GivenReceiver.Reply;
import io.lineside.model.TenantId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code lineside webhook} against a running gateway: the receivers of all tenants, without a key. */
class WebhookCommandTest extends ApiTestBase {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final GivenReceiver shop = new GivenReceiver();

    @BeforeEach
    void start() {
        start(ApiLimits.USUAL);
        bench().webhooks
                .become(List.of(
                        WebhookApiTest.webhook("status", Bench.TENANT, shop.url() + "?token=t0p"),
                        WebhookApiTest.webhook("theirs", new TenantId("umbrella"), shop.url())));
        await().until(() -> bench().webhooks.all().size() == 2);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void receiversOfAllTenantsAreListedWithoutTheirSecrets() {
        // When
        String said = webhook(OK, "list");
        // Then
        assertThat(said)
                .contains(Bench.TENANT + "/status  active  " + shop.url(), "umbrella/theirs  active")
                .doesNotContain("t0p", "whsec_");
    }

    @Test
    void testIsSentAndStandsInTheLog() {
        // When
        String said = webhook(OK, "test", Bench.TENANT + "/status");
        // Then
        assertThat(said).contains("Delivered (204)");
        assertThat(webhook(OK, "log", Bench.TENANT + "/status", "--limit", "1")).contains("Delivered (204)");
    }

    @Test
    void testThatFailsEndsSo() {
        // Given
        shop.answers(request -> Reply.status(500, ""));
        // When
        String said = webhook(FAILED, "test", "umbrella/theirs");
        // Then
        assertThat(said).contains("Failed (500)");
    }

    @Test
    void eventsAreSentOnceMore() {
        // Given
        platform.accepted(ONE);
        await().until(() -> !shop.taken().isEmpty());
        await().until(() -> webhook(OK, "list").contains(" 0 waiting"));
        int before = shop.taken().size();
        // When
        webhook(OK, "replay", Bench.TENANT + "/status", "--after", "0");
        // Then
        await().until(() -> shop.taken().size() > before);
        assertThat(webhook(FAILED, "replay", Bench.TENANT + "/status", "--after", "999999"))
                .contains("can not be sent once more");
    }

    @Test
    void stoppedReceiverGoesOn() {
        // Given
        shop.answers(request -> Reply.status(410, ""));
        platform.accepted(ONE);
        await().until(() -> webhook(OK, "list").contains("stopped"));
        shop.answers(request -> Reply.status(200, ""));
        // When
        webhook(OK, "resume", Bench.TENANT + "/status");
        // Then
        await().until(() -> webhook(OK, "list").contains(Bench.TENANT + "/status  active"));
    }

    @Test
    void whatIsNoReceiverIsRefused() {
        assertThat(webhook(FAILED, "log", "nobody/status")).contains("no webhook of this id");
        assertThat(webhook(USAGE, "log", "status")).contains("must be TENANT/ID");
        assertThat(webhook(USAGE, "replay", Bench.TENANT + "/status")).contains("one of --after and --since");
    }

    private String webhook(int code, String verb, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "webhook";
        arguments[1] = verb;
        arguments[2] = "--url";
        arguments[3] = operator.base().toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Lineside.says(code, arguments);
    }
}
