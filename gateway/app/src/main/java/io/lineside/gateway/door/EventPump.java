package io.lineside.gateway.door;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.CloudEventText;
import io.lineside.gateway.notify.Waiting;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.WebhookKey;
import io.lineside.gateway.store.WebhookProgress;
import io.lineside.gateway.store.WebhookState;
import io.lineside.gateway.store.WebhookStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the events of a tenant from the ledger to a topic, in the order of the ledger, each at least once. How far it came
 * is kept in the store when the brokers have all of a page, so that whatever ends the gateway an event is sent again rather than not
 * at all; its id tells that. Its loop is confined to a thread of its own, which blocks nobody else.
 */
public final class EventPump {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventPump.class);
    private static final int PAGE = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long SLOW_SECONDS = 10;
    private static final long WAIT_SECONDS = 20;

    private final WebhookKey key;
    private final ChangeFeed feed;
    private final WebhookStore progress;
    private final DoorState state;
    private final AtomicLong sent = new AtomicLong();
    private volatile @Nullable Thread thread;

    /** A pump that keeps its position under this key. */
    public EventPump(WebhookKey key, ChangeFeed feed, WebhookStore progress, DoorState state) {
        this.key = key;
        this.feed = feed;
        this.progress = progress;
        this.state = state;
    }

    /** An event as it is sent. */
    public record Event(String order, String text) {
        static Event of(FeedEvent event) {
            return new Event(event.event().request().value(), CloudEventText.of(event));
        }
    }

    /** What is wrong with it. */
    public DoorState state() {
        return state;
    }

    /** Events that the brokers have, since the start. */
    public long sent() {
        return sent.get();
    }

    /** Starts to send; {@code sender} completes when the brokers have an event. */
    public void start(Function<Event, CompletionStage<?>> sender) {
        var started = new Thread(() -> run(sender), "lineside-events-" + key.id());
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Sends nothing more; waits a few seconds for the thread to end. */
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(TimeUnit.SECONDS.toMillis(SLOW_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isWanted() {
        return thread == Thread.currentThread();
    }

    private void run(Function<Event, CompletionStage<?>> sender) {
        Duration pause = FIRST_PAUSE;
        while (isWanted()) {
            try {
                WebhookState stands = done(progress.open(key));
                carry(stands, sender);
                pause = FIRST_PAUSE;
            } catch (ExecutionException e) {
                state.troubled("events wait: " + e.getCause());
                pause = rest(pause);
            } catch (RuntimeException bug) {
                LOGGER.atError()
                        .addKeyValue("door", key.id())
                        .setCause(bug)
                        .log("events can not be read, and are tried on");
                state.troubled("events wait: " + bug);
                pause = rest(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Duration rest(Duration pause) {
        try {
            done(CompletableFuture.runAsync(
                    () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
        }
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void carry(WebhookState from, Function<Event, CompletionStage<?>> sender)
            throws ExecutionException, InterruptedException {
        WebhookState stands = from;
        FeedPage page = read(stands.position());
        while (isWanted()) {
            send(page, sender);
            if (page.reached() > stands.position()) {
                stands = new WebhookState(page.reached(), stands.gap(), stands.failingSince(), stands.stop());
                CrashPoint.EVENTS_SENT.passed();
                done(progress.keep(key, new WebhookProgress(stands, List.of(), Set.of(), List.of())));
            }
            page = page.more() ? read(stands.position()) : news(stands.position());
        }
    }

    private FeedPage read(long position) throws ExecutionException, InterruptedException {
        return done(feed.after(key.tenant(), position, PAGE));
    }

    /** Begins to send in order; the first that can not even be begun ends that, so that none overtakes it. */
    private void send(FeedPage page, Function<Event, CompletionStage<?>> sender)
            throws ExecutionException, InterruptedException {
        List<CompletableFuture<?>> begun = new ArrayList<>();
        for (FeedEvent event : page.events()) {
            CompletableFuture<?> one = sender.apply(Event.of(event)).toCompletableFuture();
            begun.add(one);
            if (one.isCompletedExceptionally()) {
                break;
            }
        }
        for (CompletableFuture<?> one : begun) {
            done(one);
            sent.incrementAndGet();
            state.sent(1);
        }
        state.fine();
    }

    /** What comes after a position, at once or after a while; nothing after a quiet while. */
    private FeedPage news(long position) throws ExecutionException, InterruptedException {
        Optional<FeedPage> news = Optional.empty();
        Waiting waiting = feed.await(key.tenant(), position);
        try {
            news = waiting.news().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException quiet) {
            // The store is asked once more: it may have been told of nothing while it was away.
        } finally {
            waiting.end();
        }
        return news.isPresent() ? news.get().first(PAGE) : read(position);
    }

    /** Waits for as long as it takes, and says so. */
    private <T> T done(CompletionStage<T> stage) throws ExecutionException, InterruptedException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        while (true) {
            try {
                return future.get(SLOW_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                state.troubled("events wait: nothing was confirmed for " + SLOW_SECONDS + " s");
            }
        }
    }
}
