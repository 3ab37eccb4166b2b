package io.lineside.config;

import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a job of a line may stay as it is before it is overdue: shown to people, and nothing else follows.
 *
 * @param queued ready at the head of the queue while the line is connected and has room; default PT15M
 * @param sending default four request timeouts, at least PT1M
 * @param inDoubt and of a line that has not answered a cancel; default ten request timeouts, at least PT5M
 * @param stored default PT10M
 * @param started taken by the line and not begun; default PT1H
 * @param running default PT8H
 * @param interrupted default PT30M
 * @param held waiting for a person, quarantined as well; default PT1H
 */
public record LineLimits(
        Duration queued,
        Duration sending,
        Duration inDoubt,
        Duration stored,
        Duration started,
        Duration running,
        Duration interrupted,
        Duration held) {
    private static final Duration QUEUED = Duration.ofMinutes(15);
    private static final Duration LEAST_SENDING = Duration.ofMinutes(1);
    private static final Duration LEAST_IN_DOUBT = Duration.ofMinutes(5);
    private static final Duration STORED = Duration.ofMinutes(10);
    private static final Duration STARTED = Duration.ofHours(1);
    private static final Duration RUNNING = Duration.ofHours(8);
    private static final Duration INTERRUPTED = Duration.ofMinutes(30);
    private static final Duration HELD = Duration.ofHours(1);
    private static final int ANSWERS_OF_A_SENDING = 4;
    private static final int ANSWERS_OF_A_DOUBT = 10;

    /** The defaults of a line whose answers may take so long. */
    public static LineLimits usual(Duration requestTimeout) {
        return new LineLimits(
                QUEUED,
                longer(requestTimeout.multipliedBy(ANSWERS_OF_A_SENDING), LEAST_SENDING),
                longer(requestTimeout.multipliedBy(ANSWERS_OF_A_DOUBT), LEAST_IN_DOUBT),
                STORED,
                STARTED,
                RUNNING,
                INTERRUPTED,
                HELD);
    }

    /** How long a job may stay in this phase; empty where nothing more happens. */
    public Optional<Duration> of(JobPhase phase) {
        return switch (phase) {
            case QUEUED -> Optional.of(queued);
            case SENDING -> Optional.of(sending);
            case IN_DOUBT, CANCELLING -> Optional.of(inDoubt);
            case STORED -> Optional.of(stored);
            case STARTED -> Optional.of(started);
            case RUNNING -> Optional.of(running);
            case INTERRUPTED -> Optional.of(interrupted);
            case HELD, QUARANTINED -> Optional.of(held);
            case ENDED, ABORTED, CANCELLED, FAILED -> Optional.empty();
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
