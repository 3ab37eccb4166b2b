package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.store.WebhookDelivery;
import io.lineside.gateway.store.WebhookKey;
import io.lineside.gateway.store.WebhookProgress;
import io.lineside.gateway.store.WebhookState;
import io.lineside.gateway.store.WebhookStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the store keep how far a webhook came: one write at a time, with everything that happened meanwhile. Confined to the
 * webhook thread.
 */
final class Notebook {
    private static final Logger LOGGER = LoggerFactory.getLogger(Notebook.class);
    /** With so many deliveries unkept nothing is sent: the store is slower than the receiver. */
    private static final int MOST_UNKEPT = 500;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final WebhookKey key;
    private final WebhookStore store;
    private final Schedule schedule;
    private final LateOrders late;
    private final List<WebhookDelivery> deliveries = new ArrayList<>();
    private final CompletableFuture<Void> flushed = new CompletableFuture<>();
    private WebhookState kept;
    private Runnable then = () -> {};
    private boolean keeping;
    private boolean pausing;
    private @Nullable WebhookState last;

    Notebook(WebhookKey key, WebhookState kept, LateOrders late, Tools tools) {
        this.key = key;
        this.kept = kept;
        this.late = late;
        this.store = tools.store();
        this.schedule = tools.schedule();
    }

    /** Has this done whenever something was kept, or may be tried again. */
    void onKept(Runnable action) {
        then = action;
    }

    void log(WebhookDelivery delivery) {
        deliveries.add(delivery);
    }

    boolean isFull() {
        return deliveries.size() >= MOST_UNKEPT;
    }

    /** Keeps what is new; a position that moved a little without a delivery can wait. */
    void keep(WebhookState now, long worthwhile) {
        boolean moved = Math.abs(now.position() - kept.position()) >= worthwhile;
        boolean changed = !now.gap().equals(kept.gap())
                || !now.failingSince().equals(kept.failingSince())
                || !now.stop().equals(kept.stop());
        if (keeping || pausing || !(moved || changed || late.isUnkept() || !deliveries.isEmpty())) {
            return;
        }
        var progress = new WebhookProgress(now, late.takeChanged(), late.takeCaughtUp(), deliveries);
        late.taken();
        deliveries.clear();
        keeping = true;
        store.keep(key, progress).whenComplete((done, failure) -> schedule.run(() -> kept(progress, failure)));
    }

    private void kept(WebhookProgress progress, @Nullable Throwable failure) {
        keeping = false;
        if (failure == null) {
            kept = progress.state();
        } else {
            LOGGER.atDebug()
                    .addKeyValue("webhook", key)
                    .setCause(failure)
                    .log("progress not kept; once more in a second");
            late.giveBack(progress);
            deliveries.addAll(0, progress.deliveries());
        }
        if (last != null) {
            // What can not be kept at the end is delivered once more after the next start.
            keepLast(failure == null);
        } else if (failure == null) {
            then.run();
        } else {
            pausing = true;
            schedule.after(AGAIN, () -> {
                pausing = false;
                then.run();
            });
        }
    }

    /** Keeps what is left, once; completes when that is done or failed. */
    CompletionStage<Void> close(WebhookState state) {
        last = state;
        pausing = false;
        if (!keeping) {
            keepLast(true);
        }
        return flushed;
    }

    private void keepLast(boolean possible) {
        WebhookState state = last;
        if (possible && state != null) {
            keep(state, 1);
        }
        if (!keeping) {
            flushed.complete(null);
        }
    }
}
