package io.lineside.gateway.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a receiver takes anything at all. After {@value #OPENS_AT} failures without a success it is left alone, and then
 * asked by one message at a time. Confined to the webhook thread.
 */
final class Circuit {
    static final int OPENS_AT = 5;
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private final Pauses pauses;
    private int failures;
    private @Nullable Instant failingSince;
    private @Nullable Instant notBefore;

    Circuit(Pauses pauses, Optional<Instant> failingSince) {
        this.pauses = pauses;
        this.failingSince = failingSince.orElse(null);
    }

    /** Whether only one message at a time may ask, and not before a certain time. */
    boolean isOpen() {
        return notBefore != null;
    }

    /** When it may be asked; empty while it is not open. */
    Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** Whether a message may be sent; a clock that was set back does not make it wait longer. */
    boolean lets(Instant now) {
        return notBefore == null || Due.is(notBefore, now);
    }

    /** When the first attempt failed that no success followed. */
    Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    void failed(Instant now, Optional<Duration> wish) {
        failures++;
        if (failingSince == null) {
            failingSince = now;
        }
        if (failures >= OPENS_AT) {
            notBefore = now.plus(pauses.after(failures - OPENS_AT + 1, Pauses.RECEIVER));
        }
        wish.map(Circuit::granted).map(now::plus).ifPresent(time -> {
            notBefore = notBefore == null || notBefore.isBefore(time) ? time : notBefore;
        });
    }

    /** How long a receiver that wants to be left alone is, at the most. */
    private static Duration granted(Duration wish) {
        return wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
    }

    /** How long an event waits that was refused so often in a row. */
    Duration pauseOfEvent(int failures, Optional<Duration> wish) {
        Duration own = pauses.after(failures, Pauses.EVENT);
        return wish.map(Circuit::granted)
                .filter(granted -> granted.compareTo(own) > 0)
                .orElse(own);
    }

    /** It did not take what has to come before all else. */
    void open(Instant now) {
        if (notBefore == null) {
            notBefore = now.plus(pauses.after(1, Pauses.RECEIVER));
        }
    }

    /** A message was taken; whether it was open until now. */
    boolean succeeded() {
        boolean wasOpen = isOpen();
        failures = 0;
        failingSince = null;
        notBefore = null;
        return wasOpen;
    }
}
