package io.lineside.gateway.store;

import io.lineside.gateway.store.PayloadTable.Payload;
import io.lineside.gateway.store.RequestTable.Known;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Accepts an order: looks whether it is known, then writes it with everything that belongs to it. Texts and digests are made
 * where it is handed in, not on the writer's thread. Re-runnable.
 */
final class AcceptWork implements Work<AcceptOutcome> {

    private final Acceptance acceptance;
    private final String specificationSha256;
    private final List<Words> words;

    /** What is kept of a job in words: the payload, and the data of its first event. */
    private record Words(Payload payload, String planned) {}

    AcceptWork(Acceptance acceptance) {
        this.acceptance = acceptance;
        this.specificationSha256 = SpecDigest.of(acceptance.specification()).hex();
        this.words = acceptance.jobs().stream().map(this::words).toList();
    }

    private Words words(PlannedJob plan) {
        var payload = Payload.of(plan.order());
        var planned = EventData.planned(queued(acceptance.request().acceptedAt(), plan), plan, payload.sha256());
        return new Words(payload, planned.toString());
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
        var order = new RequestHead.Order(request.id(), request.tenant(), request.externalId(), request.quantity());
        var head = new RequestHead(order, RequestState.ACCEPTED, tx.now());
        RequestTable.insert(tx.sql(), acceptance, specificationSha256, tx.nextPosition());
        tx.record(head, EventType.ORDER_ACCEPTED, Optional.empty(), EventData.accepted(acceptance));
        for (int i = 0; i < words.size(); i++) {
            writeJob(tx, head, acceptance.jobs().get(i), words.get(i));
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

    private void writeJob(Tx tx, RequestHead head, PlannedJob plan, Words words) throws SQLException {
        var job = queued(tx.now(), plan);
        JobTable.insert(tx, acceptance.request(), job, plan);
        if (job.waitsFor() == 0) {
            tx.ready(job.line());
            tx.rows().planned(plan.order(), words.payload());
        }
        PayloadTable.insert(tx.sql(), job.id(), words.payload());
        head.add(job);
        tx.record(head, EventType.JOB_PLANNED, Optional.<JobOrderId>of(job.id()), words.planned());
    }

    private TrackedJob queued(Instant at, PlannedJob plan) {
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
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReportMark.NONE,
                NamedUnits.NONE,
                CancelWish.NONE);
    }
}
