package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes jobs of one order and everything that follows from it, within one work. Confined to the writer thread. */
final class OrderFold {

    private final Tx tx;
    private final RequestRules rules;
    private final RequestHead head;
    private final Set<EquipmentId> linesWithNewWork = new HashSet<>();
    private final Deque<TrackedJob> justFinal = new ArrayDeque<>();
    private final List<TrackedJob> scrapping = new ArrayList<>();
    private boolean phaseChanged;

    OrderFold(Tx tx, RequestRules rules, RequestHead head) {
        this.tx = tx;
        this.rules = rules;
        this.head = head;
    }

    /** Lets a decision change a job; what waited for it follows in {@link #finish}. */
    TrackedJob apply(TrackedJob job, JobChange decided) throws SQLException {
        var change = Unwanted.follow(job, decided);
        ChangeCheck.check(job, change);
        var next = JobEdit.changed(job, change, tx.now());
        if (next.phase() == job.phase() && next.line().equals(job.line())) {
            JobTable.updateCounts(tx, next);
        } else {
            JobTable.update(tx, next);
            DispatchTable.follow(tx, next, job.phase(), change);
            RestoredTable.follow(tx, next, job.phase(), change.event());
            enterPhase(next);
        }
        RefusalTable.follow(tx, job, change);
        if (next.phase() != job.phase()) {
            PaceTable.follow(tx.sql(), next);
        }
        if (next.wish() != job.wish()) {
            JobTable.updateWish(tx.sql(), next);
        }
        if (next.scrap() > 0
                && (next.phase().isFinal()
                        || !next.named().scrap().equals(job.named().scrap()))) {
            scrapping.add(next);
        }
        head.replace(job, next);
        tx.record(head, change.event(), Optional.of(next.id()), EventData.changed(next, change));
        return next;
    }

    /** Makes the intent to send a job durable. */
    TrackedJob send(TrackedJob job, String payloadSha256, Optional<MemoryId> memory) throws SQLException {
        var next = JobEdit.sending(job, tx.now());
        JobTable.update(tx, next);
        DispatchTable.intend(tx, next, payloadSha256, memory);
        enterPhase(next);
        head.replace(job, next);
        tx.record(head, EventType.JOB_SENDING, Optional.of(next.id()), EventData.sending(next, memory));
        return next;
    }

    /** Keeps that the line has forgotten a job. */
    void clear(TrackedJob job) throws SQLException {
        var next = JobEdit.cleared(job);
        JobTable.update(tx, next);
        tx.record(head, EventType.JOB_CLEARED, Optional.of(next.id()), EventData.job(next));
    }

    private void enterPhase(TrackedJob job) {
        phaseChanged = true;
        if (job.phase().isFinal()) {
            justFinal.add(job);
            // Its line has room for the next.
            tx.ready(job.line());
        }
        announceIfReady(job);
    }

    private void announceIfReady(TrackedJob job) {
        if (job.phase() == JobPhase.QUEUED && job.waitsFor() == 0) {
            linesWithNewWork.add(job.line());
            // One that was sent before goes again when its desk says so, which may have reasons to wait.
            if (job.attempt() == 0) {
                tx.ready(job.line());
            }
        }
    }

    /** Follows up on jobs that became final, judges the order and writes how far it is. */
    void finish() throws SQLException {
        for (var done = justFinal.poll(); done != null; done = justFinal.poll()) {
            // Nothing waits for a last operation: that is what it is.
            var dependents =
                    done.lastOperation() ? List.<TrackedJob>of() : PredecessorTable.dependents(tx.sql(), done.id());
            for (var waiting : dependents) {
                predecessorDone(waiting);
            }
        }
        for (var again : new Remake(tx, rules, head).of(scrapping)) {
            enterPhase(again);
        }
        if (phaseChanged) {
            judge();
        }
        RequestTable.updateHead(tx, head);
    }

    private void predecessorDone(TrackedJob waiting) throws SQLException {
        var next = JobEdit.predecessorDone(waiting);
        if (next.phase().isFinal()) {
            JobTable.update(tx, next);
            return;
        }
        int good = PredecessorTable.fewestGood(tx.sql(), next.id());
        next = lowered(next, good);
        JobTable.update(tx, next);
        var change = rules.afterPredecessor(next, good);
        if (change.isPresent()) {
            apply(next, change.get());
        } else {
            announceIfReady(next);
        }
    }

    private TrackedJob lowered(TrackedJob job, int good) throws SQLException {
        if (good <= 0 || good >= job.quantity()) {
            return job;
        }
        return lower(job, good);
    }

    /** Lowers the quantity of a job that is not sent; the caller writes the row. */
    private TrackedJob lower(TrackedJob job, int quantity) throws SQLException {
        return record(JobEdit.lowered(job, quantity));
    }

    /** Lowers the quantity of a job that is not sent, as its platform wishes. */
    void fewer(TrackedJob job, int quantity) throws SQLException {
        var next = record(JobEdit.fewer(job, quantity));
        JobTable.update(tx, next);
        JobTable.updateWish(tx.sql(), next);
    }

    private TrackedJob record(TrackedJob lowered) throws SQLException {
        tx.record(head, EventType.JOB_QUANTITY_LOWERED, Optional.of(lowered.id()), EventData.job(lowered));
        return lowered;
    }

    private void judge() throws SQLException {
        RequestState before = head.state();
        int complete = complete();
        RequestState after = head.judged(rules, moves(), complete, isUnwanted(complete));
        if (before != after) {
            head.become(after);
            var data = EventData.state(before, after);
            if (after == RequestState.PARTIALLY_COMPLETED) {
                data.put("reason", complete + " of " + head.ordered() + " pieces were made");
            }
            tx.record(head, EventType.ORDER_STATE_CHANGED, Optional.<JobOrderId>empty(), data);
        }
    }

    private boolean moves() throws SQLException {
        return head.isAtLine()
                || (head.phases().containsKey(JobPhase.QUEUED) && JobTable.anyReady(tx.sql(), head.id()));
    }

    // Reads every job of an order of several, and so only once nothing can change any more.
    private int complete() throws SQLException {
        if (head.isOver() && head.isOneJob()) {
            return Math.min(head.finished(), head.ordered());
        }
        return head.isOver() && head.finished() > 0 ? JobTable.complete(tx.sql(), head.id()) : 0;
    }

    private boolean isUnwanted(int complete) throws SQLException {
        return head.isOver() && complete == 0 && JobTable.isUnwanted(tx.sql(), head.id());
    }

    Set<EquipmentId> linesWithNewWork() {
        return linesWithNewWork;
    }
}
