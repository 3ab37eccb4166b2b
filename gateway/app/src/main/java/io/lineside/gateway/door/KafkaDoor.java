package io.lineside.gateway.door;

import io.lineside.config.door.KafkaDoorConfig;
import io.lineside.gateway.crash.CrashPoint;
import io.lineside.gateway.intake.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Orders of a Kafka topic. A record without an answer is offered again, which holds up its partition and nothing else; after a
 * while it is given back to the consumer, so that the brokers never take it for dead. Thread-safe.
 */
public final class KafkaDoor {
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Well below the five minutes after which a consumer that does not poll loses its partitions. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaDoorConfig config;
    private final KafkaDoorConfig.Orders orders;
    private final MessageDoor door;
    private final DoorState state;
    private volatile boolean closing;

    /** A door by these settings, which have orders. */
    public KafkaDoor(KafkaDoorConfig config, MessageDoor door) {
        this.config = config;
        this.orders = config.orders().orElseThrow();
        this.door = door;
        this.state = door.desk().book().state(config.name());
    }

    /**
     * A record of the topic.
     *
     * @param place topic, partition, offset and time of the record, the same whenever it is read again
     * @param key of the header {@code idempotency-key}; empty for none
     * @param content empty for a record without a value
     */
    @SuppressWarnings("ArrayRecordComponent") // As large as a record, and nobody compares them.
    public record Arrival(String place, Optional<String> key, byte[] content) {}

    /** All by which it is known whether it is the same as another. */
    public List<Object> identity() {
        return List.of(config.name(), config.brokers(), config.security(), orders);
    }

    /** The settings. */
    public KafkaDoorConfig config() {
        return config;
    }

    /** What is wrong with it. */
    public DoorState state() {
        return state;
    }

    /** From now on records have answers again. */
    public void open() {
        closing = false;
    }

    /** Nothing is offered again; what has no answer is given back. */
    public void close() {
        closing = true;
    }

    /**
     * Hands a record in; completes with the reply when it is durable or refused for good, and fails when it has neither become
     * for too long.
     */
    public CompletionStage<byte[]> hand(Arrival arrival) {
        Optional<Refusal> refusal = refusal(arrival);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(
                    door.refuse(refusal.get(), arrival.place()).text());
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        return hand(new MessageDoor.Message(arrival.place(), arrival.key(), arrival.content()), until, FIRST_PAUSE);
    }

    private CompletionStage<byte[]> hand(MessageDoor.Message message, long until, Duration pause) {
        return door.hand(message).thenCompose(reply -> {
            if (reply.later().isEmpty()) {
                state.fine();
                CrashPoint.DOCUMENT_ANSWERED.passed();
                return CompletableFuture.completedFuture(reply.text());
            }
            String why = "orders wait: " + reply.later().get();
            state.troubled(why);
            if (closing || System.nanoTime() - until > 0) {
                return CompletableFuture.failedFuture(new IllegalStateException(why));
            }
            Executor inAMoment = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
            return CompletableFuture.supplyAsync(() -> longer(pause), inAMoment)
                    .thenCompose(next -> hand(message, until, next));
        });
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private Optional<Refusal> refusal(Arrival arrival) {
        int size = arrival.content().length;
        if (size > orders.maxRecord().bytes()) {
            return Optional.of(new Refusal(
                    413,
                    "message-too-large",
                    "Record too large",
                    "must have at most " + orders.maxRecord() + " (maxRecord of the door), was " + size + " bytes"));
        }
        return arrival.key()
                .filter(key -> !KEY_FORM.matcher(key).matches())
                .map(key -> new Refusal(
                        400, "bad-header", "Bad header", "idempotency-key must match " + KEY_FORM + ", did not"));
    }
}
