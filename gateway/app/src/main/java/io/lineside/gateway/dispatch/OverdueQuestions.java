package io.lineside.gateway.dispatch;

import io.lineside.model.JobOrderId;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks a line about jobs that it has for longer than its file allows: what it said about them may never have arrived. The
 * answer counts like any other evidence. Confined to the dispatch thread.
 */
final class OverdueQuestions {
    /** A job that is overdue and really takes that long is not asked about in every round. */
    private static final long AGAIN_NANOS = Duration.ofMinutes(10).toNanos();

    private static final Set<JobPhase> AT_WORK = EnumSet.of(JobPhase.STARTED, JobPhase.RUNNING, JobPhase.INTERRUPTED);

    private final Roll roll;
    private final DispatchLoop loop;
    private final Consumer<Throwable> failed;
    private final Map<JobOrderId, Long> asked = new HashMap<>();

    OverdueQuestions(Roll roll, DispatchLoop loop, Consumer<Throwable> failed) {
        this.roll = roll;
        this.loop = loop;
        this.failed = failed;
    }

    /** Asks about those of these jobs that are at work, each at most once in a while. */
    void ask(Collection<TrackedJob> overdue) {
        asked.keySet().retainAll(overdue.stream().map(TrackedJob::id).collect(Collectors.toSet()));
        long now = loop.nanoTime();
        for (TrackedJob job : overdue) {
            Long last = asked.get(job.id());
            if (AT_WORK.contains(job.phase()) && (last == null || now - last > AGAIN_NANOS)) {
                asked.put(job.id(), now);
                loop.then(roll.ask(job), answered -> {}, failed);
            }
        }
    }
}
