package io.lineside.simulator.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line's one workplace: which job is on it, and the wait for its next piece. A piece whose wait is cut short (by
 * Pause, Stop, Abort or the end of the line) was not made.
 *
 * <p>Confined to the lock of its {@link JobControl}.
 */
final class Production {
    private final PieceTimer timer;
    private final Duration pieceTime;
    private @Nullable Job inHand;
    private PieceTimer.Cancellable wait = () -> {};
    private boolean held;
    private boolean interrupted;

    Production(PieceTimer timer, Duration pieceTime) {
        this.timer = timer;
        this.pieceTime = pieceTime;
    }

    void hold(boolean hold) {
        held = hold;
        if (hold) {
            clear();
        }
    }

    /** While interrupted, no job is taken into work. */
    void interrupt(boolean interrupt) {
        interrupted = interrupt;
        if (interrupt) {
            clear();
        }
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** Whether the workplace can take a job: it is free, or its job is no longer running. */
    boolean isFree() {
        Job job = inHand;
        return !held && !interrupted && (job == null || job.state() != JobState.RUNNING);
    }

    /** A job that was begun goes on first; then the highest priority, then the earliest arrival. */
    static Optional<Job> next(Collection<Job> jobsByArrival) {
        return first(jobsByArrival, JobState.RUNNING).or(() -> first(jobsByArrival, JobState.ALLOWED_TO_START));
    }

    /** Puts a job on the workplace; {@code whenMade} is told when its next piece is due. */
    void begin(Job job, Consumer<Job> whenMade) {
        clear();
        inHand = job;
        wait = timer.after(pieceTime, () -> whenMade.accept(job));
    }

    boolean isInHand(Job job) {
        return inHand == job;
    }

    void clear() {
        wait.cancel();
        inHand = null;
    }

    private static Optional<Job> first(Collection<Job> jobs, JobState state) {
        Job best = null;
        for (Job job : jobs) {
            if (job.state() == state
                    && (best == null || job.order().priority() > best.order().priority())) {
                best = job;
            }
        }
        return Optional.ofNullable(best);
    }
}
