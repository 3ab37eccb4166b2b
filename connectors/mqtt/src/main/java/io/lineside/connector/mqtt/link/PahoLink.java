package io.lineside.connector.mqtt.link;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link made of Paho connections, a new one for every attempt: Paho's own reconnect loses messages. Thread-safe; all
 * state is owned by the link's thread, and Paho's callbacks only hand over to it.
 */
public final class PahoLink implements MqttLink {
    private static final Logger LOGGER = LoggerFactory.getLogger(PahoLink.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
    private static final int SUSPICIOUS = 3;
    private static final int PROPERTIES_ALLOWANCE = 1024;

    private final LinkSettings settings;
    private final LinkListener listener;
    private final LinkThread thread;
    private final Backoff backoff;
    private final Set<String> filters = new LinkedHashSet<>();
    private final PublishWindow window = new PublishWindow();
    private @Nullable PahoConnection current;
    private @Nullable ConnAck connAck;
    private @Nullable PahoConnection leaving;
    private boolean watching;
    private int briefConnections;
    private String lastLoss = "not connected to the broker yet";
    private boolean closed;
    private volatile Retries retries = Retries.NONE;

    /** A link that is not started yet. */
    public PahoLink(LinkSettings settings, LinkListener listener) {
        this.settings = settings;
        this.listener = listener;
        thread = new LinkThread(settings.clientId());
        backoff = new Backoff(settings.timings(), new Random());
    }

    @Override
    public void start() {
        thread.execute(this::connect);
    }

    private void connect() {
        if (closed || current != null) {
            return;
        }
        try {
            var attempt = new PahoConnection(settings, new Handover());
            current = attempt;
            var connected = attempt.connect()
                    .orTimeout(settings.timings().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
            thread.then(connected, (ack, failure) -> settleConnect(attempt, ack, failure));
        } catch (MqttException | TlsFilesException | RuntimeException e) {
            // Any of them: a link without a next attempt is dead for ever.
            lose(current, Loss.of("cannot connect to " + settings.broker() + ": " + PahoCallback.describe(e)));
        }
    }

    private void settleConnect(PahoConnection attempt, @Nullable ConnAck ack, @Nullable Throwable failure) {
        if (attempt != current) {
            return;
        }
        if (ack == null || failure != null) {
            lose(attempt, Loss.of("cannot connect to " + settings.broker() + ": " + why(failure, "CONNACK")));
        } else if (ack.misread()) {
            lose(attempt, Loss.of(ack.misreadReason()));
        } else {
            up(attempt, ack);
        }
    }

    private void up(PahoConnection connection, ConnAck ack) {
        connAck = ack;
        retries = Retries.NONE;
        window.open(ack.window());
        LOGGER.atInfo()
                .addKeyValue("broker", settings.broker())
                .addKeyValue("client", settings.clientId())
                .addKeyValue("sessionPresent", ack.sessionPresent())
                .addKeyValue("window", ack.window())
                .log("connected to the broker");
        listener.up(ack.sessionPresent());
        filters.forEach(filter -> subscribe(connection, filter));
        thread.after(settings.timings().steadyAfter(), () -> {
            if (connection == current) {
                backoff.reset();
                briefConnections = 0;
            }
        });
    }

    /** The single way down: for failed attempts, lost connections and connections given up. */
    private void lose(@Nullable PahoConnection connection, Loss loss) {
        if (connection != current || closed) {
            return;
        }
        boolean wasUp = connAck != null;
        lastLoss = wasUp && connection != leaving ? loss.reason() + suspicion() : loss.reason();
        endCurrent(PahoConnection::abandon);
        Duration pause = loss.takenOver() ? backoff.afterTakeOver() : backoff.next();
        retries = wasUp ? new Retries(0, pause) : retries.failedAgain(pause);
        (wasUp ? LOGGER.atWarn() : LOGGER.atDebug())
                .addKeyValue("broker", settings.broker())
                .addKeyValue("client", settings.clientId())
                .addKeyValue("retryInMillis", pause.toMillis())
                .log(lastLoss);
        listener.down(lastLoss);
        thread.after(pause, this::connect);
    }

    /** Some brokers (Mosquitto 2.0) only close the connection when another client takes its id. */
    private String suspicion() {
        briefConnections++;
        return briefConnections < SUSPICIOUS
                ? ""
                : "; connection number " + briefConnections
                        + " that held only for seconds: does another client use the client id '"
                        + settings.clientId() + "'?";
    }

    private void endCurrent(Consumer<PahoConnection> how) {
        PahoConnection ending = current;
        current = null;
        connAck = null;
        leaving = null;
        window.drain().forEach(p -> p.outcome().complete(new PublishOutcome.NeverSent(lastLoss)));
        window.close().forEach(p -> p.outcome().complete(new PublishOutcome.Unconfirmed(lastLoss)));
        if (ending != null) {
            how.accept(ending);
        }
    }

    @Override
    public Retries retries() {
        return retries;
    }

    @Override
    public void subscribe(String filter) {
        thread.execute(() -> {
            PahoConnection connection = current;
            if (filters.add(filter) && connection != null && connAck != null) {
                subscribe(connection, filter);
            }
        });
    }

    @Override
    public void subscribeAgain(String filter) {
        thread.execute(() -> {
            PahoConnection connection = current;
            if (filters.contains(filter) && connection != null && connAck != null) {
                subscribe(connection, filter);
            }
        });
    }

    private void subscribe(PahoConnection connection, String filter) {
        var subscribed = connection
                .subscribe(filter)
                .orTimeout(settings.timings().ackTimeout().toMillis(), TimeUnit.MILLISECONDS);
        thread.then(subscribed, (code, failure) -> settleSubscribe(connection, filter, code, failure));
    }

    private void settleSubscribe(
            PahoConnection connection, String filter, @Nullable Integer code, @Nullable Throwable failure) {
        if (connection != current || !filters.contains(filter)) {
            return;
        }
        if (code == null || failure != null) {
            lose(connection, Loss.of("cannot subscribe to " + filter + ": " + why(failure, "SUBACK")));
        } else if (ReasonCodes.isFailure(code)) {
            listener.denied(
                    filter, "the broker refuses a subscription to " + filter + ": " + ReasonCodes.inWords(code));
            thread.after(settings.timings().ackTimeout(), () -> retrySubscribe(connection, filter));
        } else {
            listener.granted(filter);
        }
    }

    private void retrySubscribe(PahoConnection connection, String filter) {
        if (connection == current && filters.contains(filter)) {
            subscribe(connection, filter);
        }
    }

    @Override
    public void unsubscribe(String filter) {
        thread.execute(() -> {
            PahoConnection connection = current;
            filters.remove(filter);
            if (connection != null && connAck != null) {
                connection.unsubscribe(filter);
            }
        });
    }

    @Override
    public CompletionStage<PublishOutcome> publish(OutgoingMessage message) {
        var publish = new PendingPublish(message, System.nanoTime());
        thread.execute(() -> accept(publish));
        Future<?> impatience = thread.cancellable(message.patience(), () -> giveUp(publish));
        CompletionStage<PublishOutcome> outcome = publish.outcome();
        outcome.thenRun(() -> impatience.cancel(false));
        if (thread.ended()) {
            publish.outcome().complete(new PublishOutcome.NeverSent("the link to the broker is closed"));
        }
        return outcome;
    }

    private void accept(PendingPublish publish) {
        ConnAck ack = connAck;
        if (ack == null) {
            publish.outcome().complete(new PublishOutcome.NeverSent(lastLoss));
        } else if (publish.message().payload().length + PROPERTIES_ALLOWANCE > ack.maximumPacketSize()) {
            publish.outcome()
                    .complete(new PublishOutcome.NeverSent(
                            "the message has " + publish.message().payload().length
                                    + " bytes, the broker takes packets of " + ack.maximumPacketSize()));
        } else {
            window.offer(publish);
            pump();
        }
    }

    private void pump() {
        PahoConnection connection = current;
        while (connection != null && connection == current) {
            var next = window.next(System.nanoTime());
            if (next.isEmpty()) {
                return;
            }
            send(connection, next.get());
        }
    }

    private void send(PahoConnection connection, PendingPublish publish) {
        try {
            var acknowledged = connection.publish(publish.message(), publish.expirySeconds(System.nanoTime()));
            thread.then(acknowledged, (code, failure) -> settlePublish(connection, publish, code, failure));
            watchAcknowledgements();
        } catch (MqttException e) {
            window.release(publish);
            // Paho throws before it queues: nothing was sent.
            publish.outcome().complete(new PublishOutcome.NeverSent(PahoCallback.describe(e)));
        }
    }

    private void settlePublish(
            PahoConnection connection, PendingPublish publish, @Nullable Integer code, @Nullable Throwable failure) {
        if (code == null || failure != null) {
            publish.outcome().complete(new PublishOutcome.Unconfirmed(why(failure, "PUBACK")));
        } else if (ReasonCodes.isFailure(code)) {
            publish.outcome().complete(new PublishOutcome.Denied(ReasonCodes.inWords(code)));
        } else if (code == ReasonCodes.NO_MATCHING_SUBSCRIBERS) {
            publish.outcome().complete(new PublishOutcome.TakenForNobody());
        } else {
            publish.outcome().complete(new PublishOutcome.Taken());
        }
        if (connection == current) {
            window.release(publish);
            pump();
        }
    }

    private void giveUp(PendingPublish publish) {
        String patience = publish.message().patience().toMillis() + " ms";
        if (window.withdraw(publish)) {
            publish.outcome()
                    .complete(
                            new PublishOutcome.NeverSent("the broker acknowledged no earlier message for " + patience));
        } else {
            publish.outcome().complete(new PublishOutcome.Unconfirmed("no PUBACK within " + patience));
        }
    }

    /** One timer for all: one for each message would hold on to it long after its PUBACK. */
    private void watchAcknowledgements() {
        if (!watching && window.oldest().isPresent()) {
            watching = true;
            thread.after(Duration.ofNanos(nanosUntilOverdue()), () -> {
                watching = false;
                checkAcknowledgements();
            });
        }
    }

    private long nanosUntilOverdue() {
        long waited = System.nanoTime() - window.oldest().orElseThrow();
        return settings.timings().ackTimeout().toNanos() - waited;
    }

    private void checkAcknowledgements() {
        if (window.oldest().isPresent() && nanosUntilOverdue() <= 0) {
            lose(current, Loss.of("no PUBACK within " + settings.timings().ackTimeout()));
        }
        watchAcknowledgements();
    }

    @Override
    public void reconnect(String reason) {
        thread.execute(() -> {
            PahoConnection connection = current;
            if (connection == null || connAck == null || leaving == connection) {
                return;
            }
            leaving = connection;
            thread.after(backoff.next(), () -> lose(connection, Loss.of(reason)));
        });
    }

    @Override
    public void close() {
        if (thread.ended()) {
            return;
        }
        var done = new CompletableFuture<Void>();
        thread.execute(() -> {
            closed = true;
            lastLoss = "the link to the broker is closed";
            endCurrent(PahoConnection::disconnect);
            done.complete(null);
        });
        try {
            done.get(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.atWarn()
                    .addKeyValue("client", settings.clientId())
                    .log("the broker did not see the link off in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.end(CLOSE_PATIENCE);
    }

    private static String why(@Nullable Throwable failure, String awaited) {
        if (failure instanceof TimeoutException) {
            return "no " + awaited + " in time";
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause == null ? "no " + awaited : PahoCallback.describe(cause);
    }

    /** Takes over from Paho's threads. */
    private final class Handover implements PahoConnection.Events {
        @Override
        public void arrived(PahoConnection from, InboundMessage message) {
            listener.arrived(message);
        }

        @Override
        public void lost(PahoConnection from, Loss loss) {
            thread.execute(() -> lose(from, loss));
        }
    }
}
