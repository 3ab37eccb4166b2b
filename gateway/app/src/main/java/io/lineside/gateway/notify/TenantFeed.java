package io.lineside.gateway.notify;

import io.lineside.gateway.store.FeedCommit;
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
 * The end of one tenant's feed while somebody waits for it: what commits add, handed to all, and read from the store only
 * where a commit does not follow what is known already. Its own lock guards its state; nobody is told while it is held.
 * Thread-safe.
 */
final class TenantFeed {
    private static final Logger LOGGER = LoggerFactory.getLogger(TenantFeed.class);
    private static final int PAGE = 500;
    /** Whoever is further behind reads for himself. */
    private static final int KEPT = 1_000;
    /** So many commits wait for a reading; more are read. */
    private static final int MEANWHILE = 100;

    private final Store store;
    private final TenantId tenant;
    private final Deque<FeedEvent> tail = new ArrayDeque<>();
    private final Set<Waiting> waiters = new HashSet<>();
    /** Those that came while the store was read. */
    private final Deque<FeedCommit> meanwhile = new ArrayDeque<>();
    /** Every event after this one and up to {@link #reached} is in the tail. */
    private long from;

    private long reached;
    private boolean begun;
    private boolean reading;

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

    /** Hears of each commit, in order, on the thread that commits. */
    void committed(FeedCommit commit) {
        List<Told> told;
        boolean whole;
        synchronized (this) {
            meanwhile.add(commit);
            if (reading) {
                if (meanwhile.size() > MEANWHILE) {
                    // The next one does not follow then, which has what is missing read.
                    meanwhile.remove();
                }
                return;
            }
            whole = takeMeanwhile();
            told = news();
        }
        Wake.all(told, Told::tell);
        if (!whole) {
            readOn();
        }
    }

    /** Takes what was committed; false where something before it is missing, or all. */
    private boolean takeMeanwhile() {
        boolean whole = begun;
        for (FeedCommit commit = meanwhile.poll(); commit != null; commit = meanwhile.poll()) {
            if (commit.reached() > reached) {
                whole &= commit.before() == reached;
                if (whole) {
                    keep(commit.of(tenant), commit.reached());
                }
            }
        }
        return whole;
    }

    /** Reads what is durable by now, as a reading that is under way does too: of what comes later it is told. */
    private void readOn() {
        long after;
        synchronized (this) {
            if (reading) {
                return;
            }
            reading = true;
            after = reached;
        }
        store.feed(tenant, after, PAGE).whenComplete((page, failure) -> {
            if (failure != null) {
                LOGGER.atDebug()
                        .addKeyValue("tenant", tenant)
                        .setCause(failure)
                        .log("feed could not be read; once more in a second");
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::retry);
            }
            wasRead(Optional.ofNullable(page));
        });
    }

    private void wasRead(Optional<FeedPage> page) {
        List<Told> told;
        boolean goOn;
        synchronized (this) {
            reading = false;
            // What was not read is told to nobody by itself: whoever comes next has it read.
            begun = page.isPresent();
            page.ifPresent(read -> keep(read.events(), read.reached()));
            boolean whole = takeMeanwhile();
            goOn = page.isPresent() && (page.get().more() || !whole);
            told = news();
        }
        Wake.all(told, Told::tell);
        if (goOn) {
            readOn();
        }
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

    private void keep(List<FeedEvent> events, long last) {
        tail.addAll(events);
        reached = last;
        while (tail.size() > KEPT) {
            from = tail.removeFirst().position();
        }
    }

    /** What there is to tell, and to whom: he waits no more. */
    private List<Told> news() {
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
        var events = new ArrayDeque<FeedEvent>();
        for (var latest = tail.descendingIterator(); latest.hasNext(); ) {
            FeedEvent event = latest.next();
            if (event.position() <= position) {
                break;
            }
            events.addFirst(event);
        }
        return new FeedPage(List.copyOf(events), reached, false, reached, Optional.empty()).first(PAGE);
    }
}
