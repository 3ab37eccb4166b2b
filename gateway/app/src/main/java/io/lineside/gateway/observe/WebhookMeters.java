package io.lineside.gateway.observe;

import io.lineside.gateway.notify.webhook.WebhookStatus;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How the receivers of webhooks take what they are sent. Thread-safe. */
public final class WebhookMeters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock;
    private final MultiGauge attempts = MultiGauge.builder("lineside.webhook.attempted")
            .description("Attempts since the start by their outcome, and events that were given up")
            .register(registry);
    private final MultiGauge late = MultiGauge.builder("lineside.webhook.late.orders")
            .description("Orders of which an attempt failed and that wait for the next")
            .register(registry);
    private final MultiGauge failing = MultiGauge.builder("lineside.webhook.failing")
            .description("Since the first failed attempt that no success followed, 0 where there is none")
            .baseUnit("seconds")
            .register(registry);
    private final MultiGauge stopped = MultiGauge.builder("lineside.webhook.stopped")
            .description("1 where the receiver is gone and nothing is sent")
            .register(registry);

    /** Meters that tell ages by this clock. */
    public WebhookMeters(Clock clock) {
        this.clock = clock;
    }

    /** All gauges in Prometheus' text format. */
    public synchronized String scrape(List<Webhooks.Seen> all) {
        attempts.register(all.stream().flatMap(WebhookMeters::outcomes).toList(), true);
        late.register(rows(all, status -> status.lateOrders().count()), true);
        failing.register(rows(all, this::failingSeconds), true);
        stopped.register(rows(all, status -> status.kept().stop().isPresent() ? 1 : 0), true);
        return registry.scrape();
    }

    private static Stream<MultiGauge.Row<?>> outcomes(Webhooks.Seen seen) {
        WebhookStatus.Counts counts = seen.status().counts();
        Tags tags = tags(seen);
        return Stream.of(
                MultiGauge.Row.of(tags.and("outcome", "delivered"), counts.delivered()),
                MultiGauge.Row.of(tags.and("outcome", "failed"), counts.failed()),
                MultiGauge.Row.of(tags.and("outcome", "given-up"), counts.givenUp()));
    }

    private static List<MultiGauge.Row<?>> rows(List<Webhooks.Seen> all, ToDoubleFunction<WebhookStatus> value) {
        return all.stream()
                .<MultiGauge.Row<?>>map(seen -> MultiGauge.Row.of(tags(seen), value.applyAsDouble(seen.status())))
                .toList();
    }

    private double failingSeconds(WebhookStatus status) {
        return status.kept()
                .failingSince()
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
                .orElse(0.0);
    }

    private static Tags tags(Webhooks.Seen seen) {
        return Tags.of(
                "tenant",
                seen.config().tenant().value(),
                "webhook",
                seen.config().id());
    }
}
