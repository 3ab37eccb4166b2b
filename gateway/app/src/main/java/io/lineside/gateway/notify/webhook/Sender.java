package io.lineside.gateway.notify.webhook;

import io.lineside.config.WebhookConfig;
import io.lineside.gateway.store.WebhookKey;
import io.lineside.gateway.store.WebhookState;
import io.lineside.model.WorkRequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to one receiver, as many at once as it may have, never two of one order, and notes what came of each.
 * Confined to the webhook thread.
 */
final class Sender {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sender.class);

    private final WebhookConfig config;
    private final Tools tools;
    private final Post post;
    private final Circuit circuit;
    private final Journal journal;
    private final Set<WorkRequestId> underWay = new HashSet<>();
    private Optional<WebhookState.Stop> stop;
    private Runnable then = () -> {};
    private Runnable recovered = () -> {};
    private int busy;
    private boolean closed;

    Sender(WebhookConfig config, Circuit circuit, Journal journal, Optional<WebhookState.Stop> stop, Tools tools) {
        this.config = config;
        this.tools = tools;
        this.post = new Post(config, tools.names(), tools.couriers().to(config), tools.clock());
        this.circuit = circuit;
        this.journal = journal;
        this.stop = stop;
    }

    /** Has these done: the first after each outcome, the second before it when a receiver takes events again. */
    void onOutcome(Runnable after, Runnable again) {
        then = after;
        recovered = again;
    }

    /** Why nothing is sent any more. */
    Optional<WebhookState.Stop> stop() {
        return stop;
    }

    /** Sends again, now. */
    void resume() {
        stop = Optional.empty();
        circuit.succeeded();
    }

    boolean isFree(WorkRequestId order) {
        return !underWay.contains(order);
    }

    boolean maySend() {
        if (stop.isPresent() || journal.isFull()) {
            return false;
        }
        return circuit.isOpen() ? busy == 0 && circuit.lets(tools.clock().instant()) : busy < config.concurrency();
    }

    /** Keeps an order, and room for a message, until {@link #release}. */
    void occupy(WorkRequestId order) {
        underWay.add(order);
        busy++;
    }

    void release(WorkRequestId order) {
        underWay.remove(order);
        busy--;
    }

    /** Keeps room for a message that is of no order, until {@link #release()}. */
    void occupy() {
        busy++;
    }

    void release() {
        busy--;
    }

    /** How long an event waits whose attempts failed so often in a row, of which this is the last. */
    Duration pause(int failures, Post.Sent last) {
        return circuit.pauseOfEvent(failures, last.retryAfter());
    }

    /** Sends a message for which room is kept; what follows is done when its outcome is noted. */
    void send(Message message, int attempt, Consumer<Post.Sent> follow) {
        var unused = post.send(message).thenAccept(sent -> tools.schedule().run(() -> {
            if (!closed) {
                note(message, attempt, sent);
                follow.accept(sent);
                then.run();
            }
        }));
    }

    /** Sends a message now, whatever else is under way. */
    void sendBeside(Message message, Consumer<Post.Sent> follow) {
        var unused = post.send(message).thenAccept(sent -> tools.schedule().run(() -> {
            journal.sent(message, 1, sent);
            follow.accept(sent);
            then.run();
        }));
    }

    private void note(Message message, int attempt, Post.Sent sent) {
        journal.sent(message, attempt, sent);
        if (sent.isDelivered()) {
            if (circuit.succeeded()) {
                recovered.run();
                LOGGER.atInfo().addKeyValue("webhook", key()).log("receiver takes events again");
            }
            return;
        }
        boolean wasOpen = circuit.isOpen();
        Instant now = tools.clock().instant();
        circuit.failed(now, sent.retryAfter());
        if (circuit.isOpen() && !wasOpen) {
            LOGGER.atWarn()
                    .addKeyValue("webhook", key())
                    .addKeyValue("reason", sent.detail())
                    .log("receiver takes no events; they wait");
        }
        if (sent.isGone()) {
            stop = Optional.of(new WebhookState.Stop(sent.detail(), config.url().shown()));
            LOGGER.atWarn()
                    .addKeyValue("webhook", key())
                    .log("receiver is gone; nothing is sent until somebody resumes it");
        }
    }

    private WebhookKey key() {
        return new WebhookKey(config.tenant(), config.id());
    }

    /** Forgets what is under way. */
    void close() {
        closed = true;
        post.close();
    }
}
