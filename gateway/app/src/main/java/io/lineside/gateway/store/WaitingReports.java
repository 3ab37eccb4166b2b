package io.lineside.gateway.store;

import io.lineside.gateway.store.ChangeWork.Decision;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Reports that wait for the writer: those of one job are one work, however many have come since it was handed in. As many
 * may wait as other works may. Thread-safe.
 */
final class WaitingReports {
    private static final int MOST = StoreLimits.USUAL.waitingWeight();
    /**
     * No more wait for others, as each keeps a broker's window occupied until it is durable, and a usual one has room for
     * ten.
     */
    private static final int FEW = 8;

    private final Lanes lanes;
    private final RequestRules rules;
    private final Map<JobOrderId, ReportsWork> works = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    WaitingReports(Lanes lanes, RequestRules rules) {
        this.lanes = lanes;
        this.rules = rules;
    }

    /** Decisions that look at nothing but the job. */
    static List<Decision> decisions(List<Function<TrackedJob, Optional<JobChange>>> decisions) {
        return decisions.stream()
                .<Decision>map(decision -> (sql, job) -> decision.apply(job))
                .toList();
    }

    /** Has the writer judge reports that came together after those of the same job that wait already. */
    CompletionStage<FoldResult> add(JobOrderId job, Haste wanted, List<Decision> reports) {
        int others = waiting.getAndAdd(reports.size());
        var haste = others + reports.size() < FEW ? wanted : Haste.AT_ONCE;
        if (others > 0 && others + reports.size() > MOST) {
            waiting.addAndGet(-reports.size());
            return CompletableFuture.failedFuture(new StoreBusyException("report about job " + job
                    + ": not written, because " + MOST + " wait already; try again in a moment"));
        }
        while (true) {
            var before = works.get(job);
            var joined = before == null ? null : before.add(reports).orElse(null);
            if (joined != null) {
                if (haste == Haste.AT_ONCE) {
                    lanes.hurry();
                }
                return joined;
            }
            var work = new ReportsWork(job, rules, haste);
            var stage = work.add(reports).orElseThrow();
            if (before == null ? works.putIfAbsent(job, work) == null : works.replace(job, before, work)) {
                submit(job, work);
                return stage;
            }
        }
    }

    private void submit(JobOrderId job, ReportsWork work) {
        var unused = lanes.write("reports about job " + job, work).whenComplete((answers, failure) -> {
            waiting.addAndGet(-work.begin());
            works.remove(job, work);
            work.tell(answers, failure);
        });
    }
}
