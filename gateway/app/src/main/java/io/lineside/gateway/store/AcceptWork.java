package io.lineside.gateway.store;

import io.lineside.gateway.store.RequestTable.Known;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.Optional;

/** Accepts an order: looks whether it is known, then writes it with everything that belongs to it. Re-runnable. */
final class AcceptWork implements Work<AcceptOutcome> {

    private final Acceptance acceptance;

    AcceptWork(Acceptance acceptance) {
        this.acceptance = acceptance;
    }

    @Override
    public boolean isNewOrder() {
        return true;
    }

    @Override
    public int weight() {
        return acceptance.jobs().size();
    }

    @Override
    public AcceptOutcome run(Tx tx) throws SQLException {
        var known = Submission.of(acceptance).known(tx.sql());
        if (known.isPresent()) {
            return repeated(tx.sql(), known.get());
        }
        write(tx);
        rememberKey(tx.sql(), acceptance.request().id());
        return new AcceptOutcome.Accepted(acceptance.request().id());
    }

    private AcceptOutcome repeated(Session sql, AcceptOutcome outcome) throws SQLException {
        if (outcome instanceof AcceptOutcome.Replayed) {
            rememberKey(sql, outcome.id());
        }
        return outcome;
    }

    private void rememberKey(Session sql, WorkRequestId id) throws SQLException {
        if (acceptance.idempotencyKey().isPresent()) {
            var order = new Known(id, acceptance.bodyDigest());
            RequestTable.insertKey(
                    sql,
                    acceptance.request().tenant(),
                    acceptance.idempotencyKey().get(),
                    order);
        }
    }

    private void write(Tx tx) throws SQLException {
        var request = acceptance.request();
        var head = new RequestHead(request.id(), request.quantity(), RequestState.ACCEPTED, tx.now());
        RequestTable.insert(tx.sql(), acceptance, tx.nextPosition());
        tx.record(head, EventType.ORDER_ACCEPTED, Optional.empty(), EventData.accepted(acceptance));
        for (var plan : acceptance.jobs()) {
            writeJob(tx, head, plan);
        }
        for (var plan : acceptance.jobs()) {
            for (var after : plan.after()) {
                PredecessorTable.insert(tx.sql(), plan.order().id(), after);
            }
        }
        head.become(RequestState.RELEASED);
        tx.record(head, EventType.ORDER_RELEASED, Optional.empty(), EventData.released(acceptance));
        RequestTable.insertHead(tx, head);
    }

    private void writeJob(Tx tx, RequestHead head, PlannedJob plan) throws SQLException {
        var job = queued(tx, plan);
        JobTable.insert(tx, acceptance.request(), job, plan);
        var payloadSha256 = PayloadTable.insert(tx.sql(), plan.order());
        head.add(job);
        tx.record(
                head,
                EventType.JOB_PLANNED,
                Optional.<JobOrderId>of(job.id()),
                EventData.planned(job, plan, payloadSha256));
    }

    private TrackedJob queued(Tx tx, PlannedJob plan) {
        return new TrackedJob(
                plan.order().id(),
                acceptance.request().id(),
                plan.item(),
                plan.operation(),
                plan.batch(),
                plan.line(),
                plan.lastOperation(),
                JobPhase.QUEUED,
                plan.order().quantity(),
                plan.after().size(),
                0,
                0,
                0,
                "",
                false,
                tx.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReportMark.NONE,
                NamedUnits.NONE,
                CancelWish.NONE);
    }
}
