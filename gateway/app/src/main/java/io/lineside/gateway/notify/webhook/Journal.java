package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.store.WebhookDelivery;
import io.lineside.gateway.store.WebhookDelivery.Outcome;
import io.lineside.gateway.store.WebhookLate;
import io.lineside.gateway.store.WebhookState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of each message, for the log and for whoever looks. Confined to the webhook thread. */
final class Journal {
    private static final int SHOWN = 10;

    private final Notebook notebook;
    private Optional<Instant> lastDelivered = Optional.empty();
    private Optional<String> lastFailure = Optional.empty();
    private long delivered;
    private long failed;
    private long givenUp;

    Journal(Notebook notebook) {
        this.notebook = notebook;
    }

    /** Whether nothing may be sent before more is kept. */
    boolean isFull() {
        return notebook.isFull();
    }

    void sent(Message message, int attempt, Post.Sent sent) {
        if (sent.isDelivered()) {
            lastDelivered = Optional.of(sent.at());
            delivered++;
        } else {
            lastFailure = Optional.of(sent.detail());
            failed++;
        }
        notebook.log(entry(message, attempt, sent));
    }

    static WebhookDelivery entry(Message message, int attempt, Post.Sent sent) {
        return new WebhookDelivery(
                0,
                message.id(),
                message.type(),
                message.order(),
                sent.at(),
                attempt,
                sent.isDelivered() ? Outcome.DELIVERED : Outcome.FAILED,
                sent.status(),
                sent.millis(),
                sent.detail());
    }

    void gaveUp(Message message, Instant at, int attempts) {
        givenUp++;
        notebook.log(new WebhookDelivery(
                0,
                message.id(),
                message.type(),
                message.order(),
                at,
                attempts,
                Outcome.GIVEN_UP,
                Optional.empty(),
                0,
                "not delivered in time; a gap event tells of it"));
    }

    WebhookStatus status(WebhookState state, int behind, LateOrders late, Optional<Instant> nextAttempt) {
        List<String> failing = late.all().stream()
                .map(Lane::late)
                .filter(order -> order.attempts() > 0)
                .map(WebhookLate::order)
                .map(Object::toString)
                .sorted()
                .toList();
        var shown = new WebhookStatus.Late(failing.size(), failing.subList(0, Math.min(SHOWN, failing.size())));
        var counts = new WebhookStatus.Counts(delivered, failed, givenUp);
        return new WebhookStatus(state, behind, shown, lastDelivered, lastFailure, nextAttempt, counts);
    }
}
