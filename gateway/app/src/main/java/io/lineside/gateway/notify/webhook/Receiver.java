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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one receiver what its tenant's feed has: the events of an order one after the other, those of several orders at the
 * same time. An order of which an attempt failed goes on in a lane of its own, and the others pass it by. Confined to the
 * webhook thread, but for {@link #status}.
 */
final class Receiver {
    private static final Logger LOGGER = LoggerFactory.getLogger(Receiver.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** A position that moved by this much is kept though nothing was delivered. */
    private static final long WORTHWHILE = 1_000;

    private final WebhookConfig config;
    private final WebhookKey key;
    private final Tools tools;
    private final Pauses pauses;
    private final Post post;
    private final Circuit circuit;
    private final LateOrders late;
    private final Notebook notebook;
    private final Journal journal;
    /** Orders of which something is on its way. */
    private final Set<WorkRequestId> underWay = new HashSet<>();

    private Window window;
    private Optional<WebhookGap> gap;
    private Optional<WebhookState.Stop> stop;
    private Optional<Restored> restored = Optional.empty();
    private int sending;
    private boolean telling;
    private boolean reading;
    private boolean closed;
    private boolean lanesTurn;
    private @Nullable Waiting waiting;
    private @Nullable Instant alarm;
    private volatile WebhookStatus status;

    /** A restore that the receiver has to be told of, and up to where it has been told everything before. */
    private record Restored(Instant at, long position) {}

    Receiver(WebhookConfig config, WebhookState kept, List<WebhookLate> lateOrders, Tools tools, Pauses pauses) {
        this.config = config;
        this.key = new WebhookKey(config.tenant(), config.id());
        this.tools = tools;
        this.pauses = pauses;
        this.post = new Post(config, tools.names(), tools.couriers().to(config), tools.clock());
        this.circuit = new Circuit(pauses, kept.failingSince());
        this.late = new LateOrders(lateOrders);
        this.notebook = new Notebook(key, kept, late, tools);
        this.journal = new Journal(notebook);
        this.window = new Window(kept.position());
        this.gap = kept.gap();
        // Another address has not said that it is gone.
        this.stop = kept.stop().filter(was -> was.url().equals(config.url().shown()));
        this.status = journal.status(state(), 0, late, Optional.empty());
    }

    WebhookConfig config() {
        return config;
    }

    /** How it is; any thread may ask. */
    WebhookStatus status() {
        return status;
    }

    /** Does everything that can be done now. */
    void goOn() {
        if (closed) {
            return;
        }
        // Before anything is found not to be due yet, so that what becomes due meanwhile has its alarm.
        Instant began = tools.clock().instant();
        giveUpOld();
        readOn();
        while (maySend() && sendNext()) {
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
        return new WebhookState(settled, gap, circuit.failingSince(), stop);
    }

    private boolean maySend() {
        if (stop.isPresent() || notebook.isFull()) {
            return false;
        }
        return circuit.isOpen()
                ? sending == 0 && circuit.lets(tools.clock().instant())
                : sending < config.concurrency();
    }

    /** Late orders and the others take turns, also where a receiver takes nothing: either may be at fault. */
    private boolean sendNext() {
        if (isToBeTold()) {
            tell();
            return true;
        }
        lanesTurn = !lanesTurn;
        return lanesTurn ? sendLate() || sendEvent() : sendEvent() || sendLate();
    }

    // ---- the feed

    private void readOn() {
        if (reading || waiting != null || stop.isPresent() || !window.hasRoom()) {
            return;
        }
        reading = true;
        Window reads = window;
        tools.feed()
                .after(config.tenant(), reads.reached(), Window.PAGE)
                .whenComplete((page, failure) -> tools.schedule().run(() -> wasRead(reads, page, failure)));
    }

    @SuppressWarnings("ReferenceEquality") // A replay puts another window in its place.
    private void wasRead(Window reads, @Nullable FeedPage page, @Nullable Throwable failure) {
        if (reads != window) {
            reading = false;
            goOn();
        } else if (page == null) {
            LOGGER.atDebug().addKeyValue("webhook", key).setCause(failure).log("feed not read; once more in a second");
            tools.schedule().after(AGAIN, () -> {
                reading = false;
                goOn();
            });
        } else {
            reading = false;
            long before = window.reached();
            page.restored().ifPresent(at -> restored = Optional.of(new Restored(at, before)));
            window.add(page, this::isForTheWindow);
            window.crowded().forEach(this::sendBeside);
            if (page.events().isEmpty() && !page.more()) {
                awaitNews();
            }
            goOn();
        }
    }

    private boolean isForTheWindow(FeedEvent event) {
        return isWanted(event) && !late.has(event.event().request());
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
        if (closed) {
            return;
        }
        Waiting next = tools.feed().await(config.tenant(), window.reached());
        waiting = next;
        next.news().whenComplete((news, failure) -> tools.schedule().run(() -> hasNews(next)));
    }

    @SuppressWarnings("ReferenceEquality") // Of this very waiting, not of one that was ended.
    private void hasNews(Waiting ended) {
        if (waiting == ended) {
            ended.end();
            waiting = null;
            goOn();
        }
    }

    // ---- what it has to be told before all else

    private boolean isToBeTold() {
        return !telling && (gap.isPresent() || restored.isPresent());
    }

    private void tell() {
        Instant now = tools.clock().instant();
        Optional<WebhookGap> told = gap;
        Message message = gap.map(of -> Message.gap(of, Optional.empty(), now))
                .orElseGet(() -> Message.restored(restored.orElseThrow().at()));
        telling = true;
        send(message, sent -> {
            telling = false;
            if (sent.isDelivered() && told.isEmpty()) {
                restored = Optional.empty();
            } else if (sent.isDelivered() && gap.equals(told)) {
                gap = Optional.empty();
            }
            if (!sent.isDelivered()) {
                circuit.open(tools.clock().instant());
            }
        });
    }

    // ---- events in the order of the feed

    private boolean sendEvent() {
        if (telling || gap.isPresent() || restored.isPresent() || late.isFull()) {
            return false;
        }
        Optional<FeedEvent> next = window.take(underWay::contains);
        next.ifPresent(this::sendEvent);
        return next.isPresent();
    }

    private void sendEvent(FeedEvent event) {
        WorkRequestId order = event.event().request();
        Window from = window;
        underWay.add(order);
        send(Message.of(event), sent -> {
            underWay.remove(order);
            wasSent(event, from, sent);
        });
    }

    @SuppressWarnings("ReferenceEquality") // A replay puts another window in its place, which has the event too.
    private void wasSent(FeedEvent event, Window from, Post.Sent sent) {
        if (from != window) {
            return;
        }
        if (!sent.isDelivered()) {
            WorkRequestId order = event.event().request();
            window.letGo(order);
            Lane lane = Lane.busy(order, event.position() - 1, tools.clock().instant());
            lane.failed(tools.clock().instant(), pause(1, sent), sent.detail());
            late.put(lane);
        }
        window.settle(event.position());
    }

    private Duration pause(int failures, Post.Sent sent) {
        Duration own = pauses.after(failures, Pauses.EVENT);
        return sent.retryAfter()
                .filter(wish -> wish.compareTo(own) > 0)
                .map(Circuit::granted)
                .orElse(own);
    }

    // ---- orders that are late

    private boolean sendLate() {
        Instant now = tools.clock().instant();
        boolean asks = circuit.isOpen();
        Optional<Lane> next = late.next(lane -> isFree(lane) && (asks || lane.isDue(now)));
        next.ifPresent(lane -> {
            underWay.add(lane.order());
            sending++;
            goOn(lane);
        });
        return next.isPresent();
    }

    private boolean isFree(Lane lane) {
        return !underWay.contains(lane.order());
    }

    /** Its next event has to be read first, or there is none. */
    private void goOn(Lane lane) {
        if (lane.head().isPresent()) {
            sendHead(lane);
            return;
        }
        tools.feed()
                .after(config.tenant(), lane.order(), lane.late().after(), Lane.PAGE)
                .whenComplete((page, failure) -> tools.schedule().run(() -> wasRead(lane, page, failure)));
    }

    private void wasRead(Lane lane, @Nullable FeedPage page, @Nullable Throwable failure) {
        if (page == null) {
            LOGGER.atDebug().addKeyValue("webhook", key).setCause(failure).log("order not read; once more in a second");
            lane.again(tools.clock().instant().plus(AGAIN));
            free(lane);
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
            free(lane);
        }
    }

    private void free(Lane lane) {
        underWay.remove(lane.order());
        sending--;
        goOn();
    }

    private void sendHead(Lane lane) {
        Instant now = tools.clock().instant();
        if (closed || !late.isCurrent(lane)) {
            free(lane);
            return;
        }
        lane.giveUp(now.minus(config.giveUpAfter()))
                .forEach(event ->
                        journal.gaveUp(Message.of(event), now, lane.late().attempts()));
        Message message = lane.late()
                .gap()
                .map(of -> Message.gap(of, Optional.of(lane.order()), now))
                .orElseGet(() -> Message.of(lane.head().orElseThrow()));
        sending--;
        send(message, lane.late().attempts() + 1, sent -> {
            underWay.remove(lane.order());
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
            lane.failed(now, pause(lane.late().attempts() + 1, sent), sent.detail());
        }
        late.changed(lane);
    }

    // ---- every message

    private void send(Message message, Consumer<Post.Sent> then) {
        send(message, 1, then);
    }

    private void send(Message message, int attempt, Consumer<Post.Sent> then) {
        sending++;
        post.send(message).thenAccept(sent -> tools.schedule().run(() -> {
            sending--;
            if (!closed) {
                noteOutcome(message, attempt, sent);
                then.accept(sent);
                goOn();
            }
        }));
    }

    private void noteOutcome(Message message, int attempt, Post.Sent sent) {
        Instant now = tools.clock().instant();
        journal.sent(message, attempt, sent);
        if (sent.isDelivered()) {
            if (circuit.succeeded()) {
                late.tryAllAt(now);
                LOGGER.atInfo().addKeyValue("webhook", key).log("receiver takes events again");
            }
            return;
        }
        boolean wasOpen = circuit.isOpen();
        circuit.failed(now, sent.retryAfter());
        if (circuit.isOpen() && !wasOpen) {
            LOGGER.atWarn()
                    .addKeyValue("webhook", key)
                    .addKeyValue("reason", sent.detail())
                    .log("receiver takes no events; they wait");
        }
        if (sent.isGone()) {
            stop = Optional.of(new WebhookState.Stop(sent.detail(), config.url().shown()));
            LOGGER.atWarn()
                    .addKeyValue("webhook", key)
                    .log("receiver is gone; nothing is sent until somebody resumes it");
        }
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
        Optional<Instant> next = circuit.isOpen() ? circuit.notBefore() : late.nextTime(this::isFree);
        if (stop.isPresent() || next.isEmpty() || !next.get().isAfter(now)) {
            return;
        }
        if (alarm == null || next.get().isBefore(alarm) || !alarm.isAfter(now)) {
            Instant set = next.get();
            alarm = set;
            tools.schedule().after(Duration.between(now, set).plusMillis(1), this::goOn);
        }
    }

    // ---- what people ask for

    /** Sends everything after a position once more; false where the webhook has not come that far. */
    boolean replay(long position) {
        if (position > state().position()) {
            return false;
        }
        if (waiting != null) {
            waiting.end();
            waiting = null;
        }
        window = new Window(position);
        gap = gap.filter(of -> of.after() < position);
        late.backTo(position, tools.clock().instant());
        goOn();
        return true;
    }

    /** Sends again, to a receiver that was gone. */
    void resume() {
        stop = Optional.empty();
        circuit.succeeded();
        late.tryAllAt(tools.clock().instant());
        goOn();
    }

    /** Sends a message that is no event, whatever else is under way. */
    CompletionStage<Post.Sent> test(Message message) {
        return post.send(message).thenApply(sent -> {
            tools.schedule().run(() -> {
                journal.sent(message, 1, sent);
                goOn();
            });
            return sent;
        });
    }

    /** Sends nothing more; completes when what was delivered is kept. */
    CompletionStage<Void> close() {
        closed = true;
        if (waiting != null) {
            waiting.end();
        }
        post.close();
        return notebook.close(state());
    }
}
