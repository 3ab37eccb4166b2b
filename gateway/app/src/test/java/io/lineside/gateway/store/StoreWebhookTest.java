package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept about webhooks. */
class StoreWebhookTest extends StoreTestBase {
    private static final WebhookKey KEY = new WebhookKey(TENANT, "status");

    @Test
    void newWebhookBeginsAtTheEndOfTheLedgerAndAKnownOneWhereItWas() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));
        long end = now(store.feed(TENANT, 0, 100)).reached();

        // When
        WebhookState opened = now(store.webhooks().open(KEY));
        now(store.accept(Orders.cutThenGlaze("o2")));

        // Then
        assertThat(opened).isEqualTo(at(end));
        assertThat(now(store.webhooks().open(KEY))).isEqualTo(at(end));
        assertThat(now(store.webhooks().open(new WebhookKey(new TenantId("other"), "status")))
                        .position())
                .isGreaterThan(end);
    }

    @Test
    void progressIsKeptAsAWhole() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));
        now(store.accept(Orders.cutThenGlaze("o2")));
        now(store.webhooks().open(KEY));
        Instant since = Instant.parse("2026-03-01T06:00:00.250Z");
        var state = new WebhookState(
                3,
                Optional.of(new WebhookGap(1, 3)),
                Optional.of(since),
                Optional.of(new WebhookState.Stop("answered 410", "https://shop.example/")));
        var first = new WebhookLate(
                id("o1"), 1, Optional.of(new WebhookGap(0, 1)), 3, since, since.plusSeconds(9), "answered 500");
        var second = new WebhookLate(id("o2"), 2, Optional.empty(), 0, since, since, "");

        // When
        now(store.webhooks().keep(KEY, new WebhookProgress(state, List.of(second, first), Set.of(), List.of())));
        reopen();

        // Then
        assertThat(now(store.webhooks().open(KEY))).isEqualTo(state);
        assertThat(now(store.webhooks().late(KEY))).containsExactly(first, second);
        var further = new WebhookLate(id("o2"), 7, Optional.empty(), 1, since, since, "answered 503");
        now(store.webhooks().keep(KEY, new WebhookProgress(at(9), List.of(further), Set.of(id("o1")), List.of())));
        assertThat(now(store.webhooks().open(KEY))).isEqualTo(at(9));
        assertThat(now(store.webhooks().late(KEY))).containsExactly(further);
    }

    @Test
    void logKeepsTheLastThousandDeliveries() throws Exception {
        // Given
        now(store.webhooks().open(KEY));
        for (int batch = 0; batch < 3; batch++) {
            List<WebhookDelivery> deliveries = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                deliveries.add(delivery(batch * 400 + i));
            }
            now(store.webhooks().keep(KEY, new WebhookProgress(at(0), List.of(), Set.of(), deliveries)));
        }

        // When
        List<WebhookDelivery> page = now(store.webhooks().deliveries(KEY, Long.MAX_VALUE, 2));
        List<WebhookDelivery> all = now(store.webhooks().deliveries(KEY, Long.MAX_VALUE, 5_000));

        // Then
        assertThat(page).extracting(WebhookDelivery::eventId).containsExactly("1199", "1198");
        assertThat(now(store.webhooks().deliveries(KEY, page.get(1).seq(), 1)))
                .extracting(WebhookDelivery::eventId)
                .containsExactly("1197");
        assertThat(all).hasSize(1_000);
        assertThat(all.get(999).eventId()).isEqualTo("200");
        WebhookDelivery sent = delivery(1_199);
        assertThat(all.get(0))
                .isEqualTo(new WebhookDelivery(
                        1_200,
                        sent.eventId(),
                        sent.eventType(),
                        sent.order(),
                        sent.at(),
                        sent.attempt(),
                        sent.outcome(),
                        sent.status(),
                        sent.millis(),
                        sent.detail()));
    }

    @Test
    void positionOfATimeIsThatOfTheLastEventBeforeIt() throws Exception {
        // Given
        List<Long> ends = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(10));
            times.add(clock.instant());
            now(store.accept(Orders.cutThenGlaze("o" + i)));
            ends.add(now(store.feed(TENANT, 0, 1_000)).reached());
        }

        // When
        List<Long> found = new ArrayList<>();
        for (Instant time : times) {
            found.add(now(store.webhooks().positionBefore(time)));
        }

        // Then
        assertThat(found).containsExactly(0L, ends.get(0), ends.get(1), ends.get(2), ends.get(3));
        assertThat(now(store.webhooks().positionBefore(clock.instant().plusSeconds(1))))
                .isEqualTo(ends.get(4));
    }

    private static WebhookState at(long position) {
        return new WebhookState(position, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static WebhookDelivery delivery(int number) {
        boolean taken = number % 2 == 0;
        return new WebhookDelivery(
                0,
                Integer.toString(number),
                "io.lineside.order.accepted.v1",
                taken ? Optional.of(id("o1")) : Optional.empty(),
                Instant.parse("2026-03-01T06:00:00Z").plusMillis(number),
                1,
                taken ? WebhookDelivery.Outcome.DELIVERED : WebhookDelivery.Outcome.FAILED,
                taken ? Optional.of(200) : Optional.empty(),
                7,
                taken ? "" : "no connection");
    }
}
