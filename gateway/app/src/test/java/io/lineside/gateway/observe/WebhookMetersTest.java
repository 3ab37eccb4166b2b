package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.WebhookConfig;
import io.lineside.config.WebhookUrl;
import io.lineside.config.source.Position;
import io.lineside.gateway.notify.webhook.WebhookStatus;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.lineside.gateway.store.WebhookState;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WebhookMetersTest {
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    private final WebhookMeters meters = new WebhookMeters(Clock.fixed(NOW, ZoneOffset.UTC));

    /** All that these meters can say. */
    static String everything() {
        return new WebhookMeters(Clock.fixed(NOW, ZoneOffset.UTC)).scrape(List.of(failing()));
    }

    @Test
    void receiverHasItsOutcomesItsLateOrdersAndSinceWhenItFails() {
        // When
        String text = meters.scrape(List.of(failing()));

        // Then
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "lineside_webhook_attempted{outcome=\"delivered\",tenant=\"acme\",webhook=\"status\"} 40.0",
                        "lineside_webhook_attempted{outcome=\"failed\",tenant=\"acme\",webhook=\"status\"} 5.0",
                        "lineside_webhook_attempted{outcome=\"given-up\",tenant=\"acme\",webhook=\"status\"} 1.0",
                        "lineside_webhook_late_orders{tenant=\"acme\",webhook=\"status\"} 2.0",
                        "lineside_webhook_failing_seconds{tenant=\"acme\",webhook=\"status\"} 90.0",
                        "lineside_webhook_stopped{tenant=\"acme\",webhook=\"status\"} 1.0");
        assertThat(meters.scrape(List.of())).doesNotContain("acme");
    }

    private static Webhooks.Seen failing() {
        var state = new WebhookState(
                7,
                Optional.empty(),
                Optional.of(NOW.minusSeconds(90)),
                Optional.of(new WebhookState.Stop("answered 410", "https://shop.example/")));
        var status = new WebhookStatus(
                state,
                3,
                new WebhookStatus.Late(2, List.of("o1", "o2")),
                Optional.empty(),
                Optional.of("answered 410"),
                Optional.empty(),
                new WebhookStatus.Counts(40, 5, 1));
        return new Webhooks.Seen(config(), status);
    }

    private static WebhookConfig config() {
        return new WebhookConfig(
                "status",
                new TenantId("acme"),
                WebhookUrl.parse("https://shop.example/"),
                List.of(),
                Set.of(),
                new WebhookConfig.Reach(List.of(), false, Optional.empty()),
                Duration.ofSeconds(10),
                4,
                Duration.ofDays(1),
                Position.startOf(Path.of("platforms.yaml")));
    }
}
