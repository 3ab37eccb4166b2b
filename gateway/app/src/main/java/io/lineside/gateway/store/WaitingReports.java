package io.lineside.gateway.store;

import io.lineside.gateway.store.ChangeWork.Decision;
import io.lineside.model.JobOrderId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reports that wait for the writer: those of one job are one work, however many have come since it was handed in. As many
 * may wait as other works may. Thread-safe.
 */
final class WaitingReports {
    private static final int MOST = StoreLimits.USUAL.waitingWeight();

    private final Lanes lanes;
    private final RequestRules rules;
    private final Map<JobOrderId, ReportsWork> works = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    WaitingReports(Lanes lanes, RequestRules rules) {
        this.lanes = lanes;
        this.rules = rules;
    }

    /** Has the writer judge a report after those of the same job that wait already. */
    CompletionStage<FoldResult> add(JobOrderId job, Decision decision) {
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(new StoreBusyException("report about job " + job
                    + ": not written, because " + MOST + " wait already; try again in a moment"));
        }
        while (true) {
            var before = works.get(job);
            var joined = before == null ? null : before.add(decision).orElse(null);
            if (joined != null) {
                return joined;
            }
            var work = new ReportsWork(job, rules);
            var stage = work.add(decision).orElseThrow();
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
