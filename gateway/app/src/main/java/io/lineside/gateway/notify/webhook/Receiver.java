package io.lineside.gateway.notify.webhook;

import io.lineside.config.WebhookConfig;
import io.lineside.gateway.notify.Waiting;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.WebhookGap;
import io.lineside.gateway.store.WebhookKey;
import io.lineside.gateway.store.WebhookLate;
import io.lineside.gateway.store.WebhookState;
import io.lineside.model.WorkRequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one receiver what its tenant's feed has: the events of an order one after the other, those of several orders at the
 * same time. An order of which an attempt failed goes its own way, and the others pass it by. Confined to the webhook
 * thread, but for {@link #status}.
 */
final class Receiver {
    private static final Logger LOGGER = LoggerFactory.getLogger(Receiver.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** A position that moved by this much is kept though nothing was delivered. */
    private static final long WORTHWHILE = 1_000;

    private final WebhookConfig config;
    private final Tools tools;
    private final Circuit circuit;
    private final LateOrders late;
    private final Notebook notebook;
    private final Journal journal;
    private final Window window;
    private final Sender sender;
    private final LateWork lateWork;
    private Optional<WebhookGap> gap;
    private Optional<Restored> restored = Optional.empty();
    private boolean telling;
    private boolean reading;
    private boolean closed;
    private boolean latesTurn;
    private @Nullable Waiting waiting;
    private @Nullable Instant alarm;
    private volatile WebhookStatus status;

    /** A restore that the receiver has to be told of, and up to where it has been told everything before. */
    private record Restored(Instant at, long position) {}

    Receiver(WebhookConfig config, WebhookState kept, List<WebhookLate> lateOrders, Tools tools, Pauses pauses) {
        this.config = config;
        this.tools = tools;
        this.circuit = new Circuit(pauses, kept.failingSince());
        this.late = new LateOrders(lateOrders);
        this.notebook = new Notebook(new WebhookKey(config.tenant(), config.id()), kept, late, tools);
        this.journal = new Journal(notebook);
        this.window = new Window(kept.position());
        this.gap = kept.gap();
        // Another address has not said that it is gone.
        Optional<WebhookState.Stop> stop =
                kept.stop().filter(was -> was.url().equals(config.url().shown()));
        this.sender = new Sender(config, circuit, journal, stop, tools);
        this.lateWork = new LateWork(config, tools, late, window, sender, journal);
        var now = new WebhookState(kept.position(), gap, circuit.failingSince(), stop);
        this.status = journal.status(now, 0, late, Optional.empty());
    }

    /** Begins to send. */
    void start() {
        notebook.onKept(this::goOn);
        sender.onOutcome(this::goOn, () -> late.tryAllAt(tools.clock().instant()));
        lateWork.onDone(this::goOn);
        goOn();
    }

    WebhookConfig config() {
        return config;
    }

    /** How it is; any thread may ask. */
    WebhookStatus status() {
        return status;
    }

    /** Does everything that can be done now. */
    private void goOn() {
        if (closed) {
            return;
        }
        // Before anything is found not to be due yet, so that what becomes due meanwhile has its alarm.
        Instant began = tools.clock().instant();
        giveUpOld();
        readOn();
        while (sender.maySend() && sendNext()) {
            // Until nothing is left that may be sent now.
        }
        WebhookState now = state();
        notebook.keep(now, WORTHWHILE);
        status = journal.status(now, window.size(), late, circuit.notBefore());
        setAlarm(began);
    }

    private WebhookState state() {
        long settled =
                restored.map(was -> Math.min(was.position(), window.settled())).orElseGet(window::settled);
        return new WebhookState(settled, gap, circuit.failingSince(), sender.stop());
    }

    /** Late orders and the others take turns, also where a receiver takes nothing: either may be at fault. */
    private boolean sendNext() {
        if (!telling && (gap.isPresent() || restored.isPresent())) {
            tell();
            return true;
        }
        latesTurn = !latesTurn;
        boolean asks = circuit.isOpen();
        return latesTurn ? lateWork.sendNext(asks) || sendEvent() : sendEvent() || lateWork.sendNext(asks);
    }

    private void readOn() {
        if (reading || waiting != null || sender.stop().isPresent() || !window.hasRoom()) {
            return;
        }
        reading = true;
        int edition = window.edition();
        var unused = tools.feed()
                .after(config.tenant(), window.reached(), Window.PAGE)
                .whenComplete((page, failure) -> tools.schedule().run(() -> wasRead(edition, page, failure)));
    }

    private void wasRead(int edition, @Nullable FeedPage page, @Nullable Throwable failure) {
        reading = false;
        if (closed) {
            return;
        }
        if (page == null) {
            LOGGER.atDebug()
                    .addKeyValue("webhook", config.id())
                    .setCause(failure)
                    .log("feed not read; once more in a second");
            reading = true;
            tools.schedule().after(AGAIN, () -> {
                reading = false;
                goOn();
            });
            return;
        }
        if (edition == window.edition()) {
            take(page);
        }
        goOn();
    }

    private void take(FeedPage page) {
        long before = window.reached();
        page.restored().ifPresent(at -> restored = Optional.of(new Restored(at, before)));
        window.add(page, event -> isWanted(event) && !late.has(event.event().request()));
        window.crowded().forEach(this::sendBeside);
        if (!page.more() && window.hasRoom()) {
            awaitNews();
        }
    }

    private boolean isWanted(FeedEvent event) {
        return config.events().contains(event.event().type());
    }

    private void sendBeside(WorkRequestId order) {
        window.letGo(order)
                .ifPresent(before ->
                        late.put(Lane.busy(order, before, tools.clock().instant())));
    }

    private void awaitNews() {
        Waiting next = tools.feed().await(config.tenant(), window.reached());
        waiting = next;
        var unused =
                next.news().whenComplete((news, failure) -> tools.schedule().run(() -> hasNews(next, news)));
    }

    @SuppressWarnings("ReferenceEquality") // Of this very waiting, not of one that was ended.
    private void hasNews(Waiting ended, Optional<FeedPage> news) {
        if (waiting == ended) {
            endWaiting();
            news.map(page -> page.first(Window.PAGE)).ifPresent(this::take);
            goOn();
        }
    }

    private void endWaiting() {
        if (waiting != null) {
            waiting.end();
            waiting = null;
        }
    }

    /** What it has to know before all else. */
    private void tell() {
        Instant now = tools.clock().instant();
        Optional<WebhookGap> told = gap;
        Message message = gap.map(of -> Message.gap(of, Optional.empty(), now))
                .orElseGet(() -> Message.restored(restored.orElseThrow().at()));
        telling = true;
        sender.occupy();
        sender.send(message, 1, sent -> {
            sender.release();
            telling = false;
            if (!sent.isDelivered()) {
                circuit.open(tools.clock().instant());
            } else if (told.isEmpty()) {
                restored = Optional.empty();
            } else if (gap.equals(told)) {
                gap = Optional.empty();
            }
        });
    }

    private boolean sendEvent() {
        if (telling || gap.isPresent() || restored.isPresent() || late.isFull()) {
            return false;
        }
        Optional<FeedEvent> next = window.take(order -> !sender.isFree(order));
        next.ifPresent(this::sendEvent);
        return next.isPresent();
    }

    private void sendEvent(FeedEvent event) {
        WorkRequestId order = event.event().request();
        int edition = window.edition();
        sender.occupy(order);
        sender.send(Message.of(event), 1, sent -> {
            sender.release(order);
            // A replay has the event once more.
            if (edition == window.edition()) {
                wasSent(event, sent);
            }
        });
    }

    private void wasSent(FeedEvent event, Post.Sent sent) {
        if (!sent.isDelivered()) {
            WorkRequestId order = event.event().request();
            Instant now = tools.clock().instant();
            var unused = window.letGo(order);
            Lane lane = Lane.busy(order, event.position() - 1, now);
            lane.failed(now, sender.pause(1, sent), sent.detail());
            late.put(lane);
        }
        window.settle(event.position());
    }

    /** A receiver that has failed for so long is not told any more what is as old as that, but that it was not told. */
    private void giveUpOld() {
        Instant now = tools.clock().instant();
        Instant limit = now.minus(config.giveUpAfter());
        if (circuit.failingSince().filter(since -> !since.isAfter(limit)).isEmpty()) {
            return;
        }
        List<FeedEvent> gone = window.giveUp(limit);
        if (!gone.isEmpty()) {
            long first = gone.get(0).position();
            long last = gone.get(gone.size() - 1).position();
            gap = Optional.of(gap.orElse(new WebhookGap(first - 1, last)).upTo(last));
            gone.forEach(event -> journal.gaveUp(Message.of(event), now, 0));
        }
    }

    private void setAlarm(Instant now) {
        Optional<Instant> next = circuit.isOpen() ? circuit.notBefore() : lateWork.nextTime();
        if (sender.stop().isPresent() || next.isEmpty() || !next.get().isAfter(now)) {
            return;
        }
        Instant time = next.get();
        if (alarm == null || time.isBefore(alarm) || !alarm.isAfter(now)) {
            alarm = time;
            tools.schedule().after(Duration.between(now, time).plusMillis(1), this::goOn);
        }
    }

    /** Sends everything after a position once more; false where the webhook has not come that far. */
    boolean replay(long position) {
        if (position > state().position()) {
            return false;
        }
        endWaiting();
        window.restart(position);
        gap = gap.filter(of -> of.after() < position);
        restored = Optional.empty();
        late.backTo(position, tools.clock().instant());
        goOn();
        return true;
    }

    /** Sends again, to a receiver that was gone. */
    void resume() {
        sender.resume();
        late.tryAllAt(tools.clock().instant());
        goOn();
    }

    /** Sends a message that is no event. */
    CompletionStage<Post.Sent> test(Message message) {
        var done = new CompletableFuture<Post.Sent>();
        sender.sendBeside(message, done::complete);
        return done;
    }

    /** Sends nothing more; completes when what was delivered is kept. */
    CompletionStage<Void> close() {
        closed = true;
        endWaiting();
        sender.close();
        return notebook.close(state());
    }
}
