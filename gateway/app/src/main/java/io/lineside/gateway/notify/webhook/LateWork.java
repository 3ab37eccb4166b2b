package io.lineside.gateway.notify.webhook;

import io.lineside.config.WebhookConfig;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events of orders that go their own way: read from the ledger when it is an order's turn, one after the other,
 * until the order has caught up with the others. Confined to the webhook thread.
 */
final class LateWork {
    private static final Logger LOGGER = LoggerFactory.getLogger(LateWork.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final WebhookConfig config;
    private final Tools tools;
    private final LateOrders late;
    private final Window window;
    private final Sender sender;
    private final Journal journal;
    private Runnable then = () -> {};

    LateWork(WebhookConfig config, Tools tools, LateOrders late, Window window, Sender sender, Journal journal) {
        this.config = config;
        this.tools = tools;
        this.late = late;
        this.window = window;
        this.sender = sender;
        this.journal = journal;
    }

    /** Has this done whenever an order needs nothing more for now. */
    void onDone(Runnable action) {
        then = action;
    }

    /** Begins with the order that is to be tried next; only one that is due, unless the receiver takes nothing at all. */
    boolean sendNext(boolean evenBefore) {
        Instant now = tools.clock().instant();
        Optional<Lane> next = late.next(lane -> isFree(lane) && (evenBefore || lane.isDue(now)));
        next.ifPresent(lane -> {
            sender.occupy(lane.order());
            goOn(lane);
        });
        return next.isPresent();
    }

    /** When the next order is to be tried. */
    Optional<Instant> nextTime() {
        return late.next(this::isFree).map(lane -> lane.late().next());
    }

    private boolean isFree(Lane lane) {
        return sender.isFree(lane.order());
    }

    /** Its next event has to be read first, or there is none. */
    private void goOn(Lane lane) {
        if (lane.head().isPresent()) {
            sendHead(lane);
            return;
        }
        var unused = tools.feed()
                .after(config.tenant(), lane.order(), lane.late().after(), Lane.PAGE)
                .whenComplete((page, failure) -> tools.schedule().run(() -> wasRead(lane, page, failure)));
    }

    private void wasRead(Lane lane, @Nullable FeedPage page, @Nullable Throwable failure) {
        if (page == null) {
            LOGGER.atDebug()
                    .addKeyValue("order", lane.order())
                    .setCause(failure)
                    .log("not read; again in a second");
            lane.again(tools.clock().instant().plus(AGAIN));
            done(lane);
            return;
        }
        lane.add(page, this::isWanted);
        if (lane.head().isPresent() || lane.late().gap().isPresent()) {
            sendHead(lane);
        } else if (page.more() || page.reached() < window.reached()) {
            goOn(lane);
        } else {
            if (late.isCurrent(lane)) {
                late.remove(lane);
                window.pass(lane.order(), page.reached());
            }
            done(lane);
        }
    }

    private boolean isWanted(FeedEvent event) {
        return config.events().contains(event.event().type());
    }

    private void done(Lane lane) {
        sender.release(lane.order());
        then.run();
    }

    private void sendHead(Lane lane) {
        if (!late.isCurrent(lane)) {
            done(lane);
            return;
        }
        Instant now = tools.clock().instant();
        lane.giveUp(now.minus(config.giveUpAfter()))
                .forEach(event ->
                        journal.gaveUp(Message.of(event), now, lane.late().attempts()));
        Message message = lane.late()
                .gap()
                .map(of -> Message.gap(of, Optional.of(lane.order()), now))
                .orElseGet(() -> Message.of(lane.head().orElseThrow()));
        sender.send(message, lane.late().attempts() + 1, sent -> {
            sender.release(lane.order());
            if (late.isCurrent(lane)) {
                wasSent(lane, sent);
            }
        });
    }

    private void wasSent(Lane lane, Post.Sent sent) {
        Instant now = tools.clock().instant();
        if (sent.isDelivered()) {
            lane.delivered(now);
        } else {
            lane.failed(now, sender.pause(lane.late().attempts() + 1, sent), sent.detail());
        }
        late.changed(lane);
    }
}
