package io.lineside.gateway.access.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer as they were last read. They are read anew in the background once they are five minutes old, and
 * at once for a token that names another key, but not more often than every ten seconds, whatever tokens come. When the
 * server can not be reached, those that were read stay. Thread-safe.
 */
final class KeySet {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(KeySet.class);

    private final String issuer;
    private final Supplier<CompletionStage<String>> source;
    private final Clock clock;
    private final LongSupplier nanos;
    private volatile @Nullable Read latest;
    private volatile @Nullable Trouble trouble;
    private @Nullable CompletableFuture<Void> underWay;
    private long asked;
    private boolean everAsked;

    /** Keys, and when they were read: on the clock for people, and in nanoseconds. */
    private record Read(PublicKeys keys, Instant at, long nanos) {}

    /** Why they could not be read, since when. */
    record Trouble(String why, Instant since) {}

    /** Keys that {@code source} has; {@code nanos} is a clock that nobody sets. */
    KeySet(String issuer, Supplier<CompletionStage<String>> source, Clock clock, LongSupplier nanos) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** The keys, which have this one where the issuer has it; empty where none were ever read. */
    CompletionStage<Optional<PublicKeys>> having(String keyId) {
        Read known = latest;
        if (known != null && known.keys().has(keyId)) {
            if (nanos.getAsLong() - known.nanos() > FRESH.toNanos()) {
                var unused = readAnew();
            }
            return CompletableFuture.completedFuture(Optional.of(known.keys()));
        }
        return readAnew().thenApply(done -> Optional.ofNullable(latest).map(Read::keys));
    }

    /** Reads them, unless that was tried a moment ago; completes, whatever comes of it. */
    synchronized CompletionStage<Void> readAnew() {
        if (underWay != null) {
            return underWay;
        }
        if (everAsked && nanos.getAsLong() - asked < PAUSE.toNanos()) {
            return CompletableFuture.completedFuture(null);
        }
        everAsked = true;
        asked = nanos.getAsLong();
        var reading = new CompletableFuture<Void>();
        underWay = reading;
        source.get().thenApply(KeySet::parsed).whenComplete((keys, failure) -> {
            settle(keys, failure);
            reading.complete(null);
        });
        return reading;
    }

    private static PublicKeys parsed(String text) {
        try {
            return PublicKeys.read(text);
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException("what it has is no JWK set: " + e.getMessage(), e);
        }
    }

    private synchronized void settle(@Nullable PublicKeys keys, @Nullable Throwable failure) {
        underWay = null;
        if (keys != null) {
            latest = new Read(keys, clock.instant(), nanos.getAsLong());
        }
        String why = failure != null ? reason(failure) : "";
        if (keys != null && keys.size() == 0) {
            why = "it has no key that could check a token";
        }
        Trouble before = trouble;
        if (why.isEmpty()) {
            trouble = null;
            if (before != null) {
                LOGGER.atInfo().addKeyValue("issuer", issuer).log("keys of an issuer of tokens can be read again");
            }
        } else {
            trouble = new Trouble(why, before == null ? clock.instant() : before.since());
            if (before == null) {
                LOGGER.atWarn()
                        .addKeyValue("issuer", issuer)
                        .addKeyValue("reason", why)
                        .addKeyValue("known", size())
                        .log("keys of an issuer of tokens can not be read; those that are known stay");
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** How many keys are known. */
    int size() {
        Read known = latest;
        return known == null ? 0 : known.keys().size();
    }

    /** When they were last read. */
    Optional<Instant> readAt() {
        return Optional.ofNullable(latest).map(Read::at);
    }

    /** Why they could not be read, if so. */
    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }
}
