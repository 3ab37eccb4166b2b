package io.lineside.gateway.dispatch;

import io.lineside.config.LineLimits;
import io.lineside.gateway.store.OpenJobs;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again for jobs that have been as they are for too long, and has their lines asked about those that are at
 * work. Decides nothing. Thread-safe.
 */
public final class OverdueWatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(OverdueWatch.class);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int MOST = 500;

    private final Map<EquipmentId, Free> free = new ConcurrentHashMap<>();
    private final Map<EquipmentId, List<OverdueJob>> latest = new ConcurrentHashMap<>();
    private final Store store;
    private final Clock clock;
    private final Supplier<List<Line>> lines;
    private final Predicate<EquipmentId> connected;

    /** A line to look at, and how many jobs it has room for. */
    public record Line(EquipmentId id, int capacity, LineLimits limits) {}

    /** Since when a line with room has been seen to leave this job waiting. */
    private record Free(JobOrderId next, Instant since) {}

    /** A watch over the lines that there are at the time; looks when asked, and by itself once started. */
    public OverdueWatch(Store store, Clock clock, Supplier<List<Line>> lines, Predicate<EquipmentId> connected) {
        this.store = store;
        this.clock = clock;
        this.lines = lines;
        this.connected = connected;
    }

    /** Begins to look by itself, on the thread of this office and until that closes. */
    public void start(DispatchOffice office) {
        DispatchLoop loop = office.loop();
        loop.execute(() -> goRound(office));
    }

    /** The overdue jobs of all lines, the longest overdue of each line first; lines without any are absent. */
    public Map<EquipmentId, List<OverdueJob>> latest() {
        return new TreeMap<>(latest);
    }

    /** Looks at all lines now. */
    public CompletionStage<Map<EquipmentId, List<OverdueJob>>> look() {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        List<Line> here = lines.get();
        Set<EquipmentId> ids = here.stream().map(Line::id).collect(Collectors.toSet());
        latest.keySet().retainAll(ids);
        free.keySet().retainAll(ids);
        for (Line line : here) {
            all = all.thenCompose(before -> store.open(line.id(), MOST).thenAccept(jobs -> judge(line, jobs)));
        }
        return all.thenApply(done -> latest());
    }

    private void goRound(DispatchOffice office) {
        DispatchLoop loop = office.loop();
        loop.then(
                look(),
                found -> {
                    office.overdue(found);
                    loop.after(ROUND, () -> goRound(office));
                },
                failure -> {
                    LOGGER.atWarn().setCause(failure).log("could not look for overdue jobs; looking again");
                    loop.after(ROUND, () -> goRound(office));
                });
    }

    private void judge(Line line, OpenJobs jobs) {
        Instant now = clock.instant();
        List<OverdueJob> overdue = OverdueRules.judge(jobs, freeSince(line, jobs, now), line.limits(), now);
        if (overdue.isEmpty()) {
            latest.remove(line.id());
        } else {
            latest.put(line.id(), overdue);
        }
    }

    /** A line that is always busy has room for a moment again and again: only the same job left waiting counts. */
    private Optional<Instant> freeSince(Line line, OpenJobs jobs, Instant now) {
        if (jobs.next().isEmpty() || jobs.atLine().size() >= line.capacity() || !connected.test(line.id())) {
            free.remove(line.id());
            return Optional.empty();
        }
        JobOrderId next = jobs.next().get().job().id();
        Free since = free.compute(
                line.id(), (id, seen) -> seen != null && seen.next().equals(next) ? seen : new Free(next, now));
        return Optional.of(since.since());
    }
}
