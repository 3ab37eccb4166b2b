package io.lineside.gateway.notify;

import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of one tenant's feed while somebody waits for it: read once from the store, handed to all. Its own lock guards its
 * state; nobody is told while it is held. Thread-safe.
 */
final class TenantFeed {
    private static final Logger LOGGER = LoggerFactory.getLogger(TenantFeed.class);
    private static final int PAGE = 500;
    /** Whoever is further behind reads for himself. */
    private static final int KEPT = 1_000;

    private final Store store;
    private final TenantId tenant;
    private final Deque<FeedEvent> tail = new ArrayDeque<>();
    private final Set<Waiting> waiters = new HashSet<>();
    /** Every event after this one and up to {@link #reached} is in the tail. */
    private long from;

    private long reached;
    private boolean begun;
    private boolean reading;
    private boolean again;

    TenantFeed(Store store, TenantId tenant, long position) {
        this.store = store;
        this.tenant = tenant;
        this.from = position;
        this.reached = position;
    }

    synchronized void add(Waiting waiting) {
        waiters.add(waiting);
    }

    /** Forgets a waiter; whether nobody waits any more. */
    synchronized boolean isLeftBy(Waiting waiting) {
        waiters.remove(waiting);
        return waiters.isEmpty();
    }

    synchronized int waiters() {
        return waiters.size();
    }

    /** Tells one who was added what is known of already. */
    void follow(Waiting waiting) {
        boolean first;
        Optional<Told> told = Optional.empty();
        synchronized (this) {
            first = !begun;
            begun = true;
            if (!first && waiting.position() < last() && waiters.remove(waiting)) {
                told = Optional.of(news(waiting, pageAfter(waiting.position())));
            }
        }
        if (first) {
            // What was committed between the reading of the first one's page and his waiting was told to nobody here.
            readOn();
        }
        told.ifPresent(Told::tell);
    }

    /** Reads what has been committed since; however often it is called meanwhile, once more is enough. */
    void readOn() {
        long after;
        synchronized (this) {
            again = true;
            if (reading) {
                return;
            }
            reading = true;
            again = false;
            after = reached;
        }
        store.feed(tenant, after, PAGE).whenComplete((page, failure) -> {
            if (failure == null) {
                kept(page).forEach(Told::tell);
            } else {
                LOGGER.atDebug()
                        .addKeyValue("tenant", tenant)
                        .setCause(failure)
                        .log("feed could not be read; once more in a second");
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::retry);
            }
            boolean goOn;
            synchronized (this) {
                reading = false;
                // What was not read is told to nobody by itself: whoever comes next has it read.
                begun &= failure == null;
                goOn = failure == null && (again || page.more());
            }
            if (goOn) {
                readOn();
            }
        });
    }

    private void retry() {
        if (waiters() > 0) {
            readOn();
        }
    }

    private record Told(Waiting waiting, Optional<FeedPage> page) {
        void tell() {
            waiting.tell(page);
        }
    }

    /** A page of the tail, where that goes back far enough. */
    private Told news(Waiting waiting, FeedPage page) {
        return new Told(waiting, waiting.position() < from ? Optional.empty() : Optional.of(page));
    }

    private long last() {
        return tail.isEmpty() ? from : tail.getLast().position();
    }

    private synchronized List<Told> kept(FeedPage page) {
        tail.addAll(page.events());
        reached = page.reached();
        while (tail.size() > KEPT) {
            from = tail.removeFirst().position();
        }
        List<Told> told = new ArrayList<>();
        long last = last();
        // Most have read equally far, and get one page.
        FeedPage shared = null;
        long sharedAfter = -1;
        for (Waiting waiting : waiters) {
            if (waiting.position() >= last) {
                continue;
            }
            if (shared == null || sharedAfter != waiting.position()) {
                shared = pageAfter(waiting.position());
                sharedAfter = waiting.position();
            }
            told.add(news(waiting, shared));
        }
        told.forEach(entry -> waiters.remove(entry.waiting()));
        return told;
    }

    private FeedPage pageAfter(long position) {
        List<FeedEvent> events = tail.stream()
                .filter(event -> event.position() > position)
                .limit(PAGE)
                .toList();
        boolean all = events.size() < PAGE;
        return new FeedPage(events, all ? reached : events.get(PAGE - 1).position(), !all, reached, Optional.empty());
    }
}
