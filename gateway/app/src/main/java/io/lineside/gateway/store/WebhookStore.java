package io.lineside.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the store keeps about webhooks. Behaves as {@link Store} does. Thread-safe. */
public final class WebhookStore {
    private final Lanes lanes;

    WebhookStore(Lanes lanes) {
        this.lanes = lanes;
    }

    /** How a webhook stands; one that is not known begins with what happens from now on. */
    public CompletionStage<WebhookState> open(WebhookKey key) {
        return lanes.write("webhook " + key, tx -> WebhookTable.open(tx, key));
    }

    /** The orders of which a webhook is late, the one that waits longest first. */
    public CompletionStage<List<WebhookLate>> late(WebhookKey key) {
        return lanes.read("late orders of webhook " + key, sql -> WebhookTable.late(sql, key));
    }

    /** Keeps how far an open webhook came; the log keeps its last thousand deliveries. */
    public CompletionStage<WebhookProgress> keep(WebhookKey key, WebhookProgress progress) {
        return lanes.write("progress of webhook " + key, tx -> WebhookTable.keep(tx, key, progress));
    }

    /**
     * Deliveries, the latest first.
     *
     * @param before {@link WebhookDelivery#seq} of the last one that is known, {@link Long#MAX_VALUE} for the first page
     */
    public CompletionStage<List<WebhookDelivery>> deliveries(WebhookKey key, long before, int limit) {
        return lanes.read("deliveries of webhook " + key, sql -> WebhookTable.logged(sql, key, before, limit));
    }

    /** The position after which everything happened at this time or later. */
    public CompletionStage<Long> positionBefore(Instant time) {
        return lanes.read("position at " + time, sql -> WebhookTable.positionBefore(sql, time));
    }
}
