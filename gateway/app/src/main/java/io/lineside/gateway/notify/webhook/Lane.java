package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.WebhookGap;
import io.lineside.gateway.store.WebhookLate;
import io.lineside.model.WorkRequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An order that goes its own way to the receiver, behind the others. Confined to the webhook thread. */
final class Lane {
    /** How many events are read at once. */
    static final int PAGE = 20;

    private final Deque<FeedEvent> read = new ArrayDeque<>();
    private WebhookLate late;

    Lane(WebhookLate late) {
        this.late = late;
    }

    /** An order of which there are too many events to hold up others with. */
    static Lane busy(WorkRequestId order, long after, Instant now) {
        return new Lane(new WebhookLate(order, after, Optional.empty(), 0, now, now, ""));
    }

    WebhookLate late() {
        return late;
    }

    WorkRequestId order() {
        return late.order();
    }

    boolean isDue(Instant now) {
        return Due.is(late.next(), now);
    }

    /** The next event, if it has been read. */
    Optional<FeedEvent> head() {
        return Optional.ofNullable(read.peek());
    }

    /** Takes a page of the order's events in, without those that nobody wants. */
    void add(FeedPage page, Predicate<FeedEvent> wanted) {
        for (FeedEvent event : page.events()) {
            if (wanted.test(event)) {
                read.add(event);
            }
        }
        if (read.isEmpty()) {
            move(page.reached());
        }
    }

    /** The receiver has the gap, or else the head. */
    void delivered(Instant now) {
        if (late.gap().isPresent()) {
            late = new WebhookLate(order(), late.after(), Optional.empty(), 0, now, now, "");
        } else {
            late = new WebhookLate(order(), read.remove().position(), Optional.empty(), 0, now, now, "");
        }
    }

    /** It has not. */
    void failed(Instant now, Duration pause, String reason) {
        read.clear();
        Instant since = late.attempts() == 0 ? now : late.since();
        late = new WebhookLate(order(), late.after(), late.gap(), late.attempts() + 1, since, now.plus(pause), reason);
    }

    /** Tries again at this time. */
    void again(Instant next) {
        late = new WebhookLate(order(), late.after(), late.gap(), late.attempts(), late.since(), next, late.reason());
    }

    /** Gives up what is from before a time, if attempts have failed for that long; returns it. */
    List<FeedEvent> giveUp(Instant limit) {
        List<FeedEvent> gone = new ArrayList<>();
        if (late.attempts() == 0 || late.since().isAfter(limit)) {
            return gone;
        }
        while (!read.isEmpty() && !read.element().event().at().isAfter(limit)) {
            FeedEvent event = read.remove();
            gone.add(event);
            WebhookGap gap = late.gap()
                    .orElse(new WebhookGap(late.after(), event.position()))
                    .upTo(event.position());
            late = new WebhookLate(
                    order(),
                    event.position(),
                    Optional.of(gap),
                    late.attempts(),
                    late.since(),
                    late.next(),
                    late.reason());
        }
        return gone;
    }

    private void move(long position) {
        late = new WebhookLate(
                order(), position, late.gap(), late.attempts(), late.since(), late.next(), late.reason());
    }
}
