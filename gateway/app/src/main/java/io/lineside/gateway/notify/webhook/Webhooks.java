package io.lineside.gateway.notify.webhook;

import io.lineside.config.WebhookConfig;
import io.lineside.gateway.store.WebhookDelivery;
import io.lineside.gateway.store.WebhookKey;
import io.lineside.gateway.store.WebhookLate;
import io.lineside.gateway.store.WebhookState;
import io.lineside.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All receivers of webhooks: each reads the feed of its tenant for itself and is sent what it has, so that none waits for
 * another and no order waits for any. Thread-safe; works on one thread of its own, on which nothing blocks.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Tools tools;
    private final Pauses pauses;
    private final Map<WebhookKey, Receiver> receivers = new ConcurrentHashMap<>();
    /** What the site wants; only changed on the webhook thread. */
    private final Map<WebhookKey, WebhookConfig> wanted = new HashMap<>();

    private volatile boolean closed;

    /**
     * Webhooks without receivers yet.
     *
     * @param lot draws how long pauses are
     */
    public Webhooks(Tools tools, RandomGenerator lot) {
        this.tools = tools;
        this.pauses = new Pauses(lot);
    }

    /** Sends to these receivers from now on, and to no others. One that is changed goes on where it was. */
    public void become(List<WebhookConfig> configs) {
        tools.schedule().run(() -> {
            Map<WebhookKey, WebhookConfig> next = new HashMap<>();
            configs.forEach(config -> next.put(new WebhookKey(config.tenant(), config.id()), config));
            Map<WebhookKey, WebhookConfig> before = Map.copyOf(wanted);
            wanted.clear();
            wanted.putAll(next);
            before.forEach((key, config) -> {
                if (!config.equals(next.get(key))) {
                    leave(key);
                }
            });
            next.forEach((key, config) -> {
                if (!before.containsKey(key)) {
                    open(key, config);
                }
            });
        });
    }

    /** Once what it delivered is kept, the receiver goes on as the site wants it by then. */
    private void leave(WebhookKey key) {
        Receiver leaving = receivers.remove(key);
        if (leaving != null) {
            leaving.close().thenRun(() -> tools.schedule().run(() -> {
                WebhookConfig config = wanted.get(key);
                if (config != null) {
                    open(key, config);
                }
            }));
        }
    }

    private void open(WebhookKey key, WebhookConfig config) {
        tools.store()
                .open(key)
                .thenCompose(state -> tools.store().late(key).thenApply(late -> new Found(state, late)))
                .whenComplete((found, failure) -> tools.schedule().run(() -> {
                    if (closed || !config.equals(wanted.get(key)) || receivers.containsKey(key)) {
                        reopen(key, config);
                    } else if (failure == null) {
                        var receiver = new Receiver(config, found.state(), found.late(), tools, pauses);
                        receivers.put(key, receiver);
                        receiver.start();
                    } else {
                        LOGGER.atDebug()
                                .addKeyValue("webhook", key)
                                .setCause(failure)
                                .log("not read; again in a second");
                        tools.schedule().after(AGAIN, () -> open(key, config));
                    }
                }));
    }

    private record Found(WebhookState state, List<WebhookLate> late) {}

    /** It was changed once more while it was being opened. */
    private void reopen(WebhookKey key, WebhookConfig outdated) {
        WebhookConfig config = wanted.get(key);
        if (!closed && config != null && !config.equals(outdated) && !receivers.containsKey(key)) {
            open(key, config);
        }
    }

    /** A receiver and how it is. */
    public record Seen(WebhookConfig config, WebhookStatus status) {}

    /** All receivers. */
    public List<Seen> all() {
        return receivers.values().stream()
                .map(receiver -> new Seen(receiver.config(), receiver.status()))
                .sorted((a, b) -> (a.config().tenant() + "/" + a.config().id())
                        .compareTo(b.config().tenant() + "/" + b.config().id()))
                .toList();
    }

    /** A tenant's receivers. */
    public List<Seen> of(TenantId tenant) {
        return all().stream()
                .filter(seen -> seen.config().tenant().equals(tenant))
                .toList();
    }

    /** One receiver; empty also where another tenant has it. */
    public Optional<Seen> find(TenantId tenant, String id) {
        return Optional.ofNullable(receivers.get(new WebhookKey(tenant, id)))
                .map(receiver -> new Seen(receiver.config(), receiver.status()));
    }

    /** The latest deliveries of a receiver, the last one first; as {@code WebhookStore.deliveries} says. */
    public CompletionStage<List<WebhookDelivery>> deliveries(TenantId tenant, String id, long before, int limit) {
        return tools.store().deliveries(new WebhookKey(tenant, id), before, limit);
    }

    /** What came of asking for a replay. */
    public enum Replay {
        /** Events are sent again. */
        BEGUN,
        /** The webhook has not come that far: what is asked for will come anyway. */
        AHEAD,
        /** There is no such receiver. */
        UNKNOWN
    }

    /** Sends a receiver everything after a position once more. */
    public CompletionStage<Replay> replay(TenantId tenant, String id, long position) {
        return onThread(
                tenant,
                id,
                receiver -> CompletableFuture.completedFuture(receiver.replay(position) ? Replay.BEGUN : Replay.AHEAD),
                Replay.UNKNOWN);
    }

    /** The same of everything that happened at a time or later. */
    public CompletionStage<Replay> replay(TenantId tenant, String id, Instant since) {
        return tools.store().positionBefore(since).thenCompose(position -> replay(tenant, id, position));
    }

    /** Sends to a receiver again that said it was gone; false where there is none. */
    public CompletionStage<Boolean> resume(TenantId tenant, String id) {
        return onThread(
                tenant,
                id,
                receiver -> {
                    receiver.resume();
                    return CompletableFuture.completedFuture(true);
                },
                false);
    }

    /** Sends a test event now, and completes with what came of it; empty where there is no such receiver. */
    public CompletionStage<Optional<WebhookDelivery>> test(TenantId tenant, String id) {
        Message message =
                Message.test("test-" + UUID.randomUUID(), tools.clock().instant());
        return onThread(
                tenant,
                id,
                receiver -> receiver.test(message).thenApply(sent -> Optional.of(Journal.entry(message, 1, sent))),
                Optional.empty());
    }

    private <T> CompletionStage<T> onThread(
            TenantId tenant, String id, Function<Receiver, CompletionStage<T>> step, T none) {
        var done = new CompletableFuture<T>();
        tools.schedule().run(() -> {
            Receiver receiver = receivers.get(new WebhookKey(tenant, id));
            if (receiver == null) {
                done.complete(none);
            } else {
                step.apply(receiver).whenComplete((result, failure) -> {
                    if (failure == null) {
                        done.complete(result);
                    } else {
                        done.completeExceptionally(failure);
                    }
                });
            }
        });
        return done;
    }

    /** Sends nothing more, and has kept what was delivered, if the store lets it within 5 s. */
    @Override
    public void close() {
        var all = new CompletableFuture<Void>();
        tools.schedule().run(() -> {
            closed = true;
            var unused = CompletableFuture.allOf(receivers.values().stream()
                            .map(receiver -> receiver.close().toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .thenRun(() -> all.complete(null));
        });
        all.completeOnTimeout(null, STOP.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
