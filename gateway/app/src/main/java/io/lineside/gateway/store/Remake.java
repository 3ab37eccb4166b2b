package io.lineside.gateway.store;

import io.lineside.gateway.store.PayloadTable.Payload;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.Batch;
import io.lineside.model.work.EventType;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans anew what a batch scrapped, in the very transaction in which its last job becomes final: a job becomes final once,
 * and so the same scrap is never made again twice. The new jobs go the whole way of the batch, with what its jobs were
 * told, each in place of one of them. Confined to one work.
 */
final class Remake {
    private static final Logger LOGGER = LoggerFactory.getLogger(Remake.class);

    private final Tx tx;
    private final RequestRules rules;
    private final RequestHead head;

    Remake(Tx tx, RequestRules rules, RequestHead head) {
        this.tx = tx;
        this.rules = rules;
        this.head = head;
    }

    /** New jobs for those of these that were the last of their batch, queued. */
    List<TrackedJob> of(List<TrackedJob> justFinal) throws SQLException {
        var planned = new ArrayList<TrackedJob>();
        Map<String, TrackedJob> oneOfEach = new LinkedHashMap<>();
        justFinal.forEach(job -> oneOfEach.putIfAbsent(
                job.item() + "/" + job.batch().number() + "/" + job.batch().remake(), job));
        for (var job : oneOfEach.values()) {
            if (RemakeTable.mayBeRemade(tx.sql(), job.id())) {
                planned.addAll(again(RemakeTable.batch(tx.sql(), job)));
            }
        }
        return planned;
    }

    private List<TrackedJob> again(List<TrackedJob> batch) throws SQLException {
        boolean isOver = batch.stream().allMatch(job -> job.phase().isFinal());
        int pieces = isOver ? rules.remade(batch) : 0;
        var orders = pieces > 0 ? orders(batch) : Map.<JobOrderId, JobOrder>of();
        return orders.size() < batch.size() || pieces == 0 ? List.of() : plan(batch, pieces, orders);
    }

    /** What the jobs were told, as far as that is what was planned. */
    private Map<JobOrderId, JobOrder> orders(List<TrackedJob> batch) throws SQLException {
        Map<JobOrderId, JobOrder> orders = new LinkedHashMap<>();
        for (var job : batch) {
            Optional<Payload> payload = PayloadTable.find(tx.sql(), job.id()).filter(Payload::isSound);
            if (payload.isPresent()) {
                orders.put(job.id(), payload.get().order());
            } else {
                LOGGER.atError()
                        .addKeyValue("jobOrder", job.id())
                        .log("its scrap is not made again: its payload is missing or was altered");
            }
        }
        return orders;
    }

    private List<TrackedJob> plan(List<TrackedJob> batch, int pieces, Map<JobOrderId, JobOrder> orders)
            throws SQLException {
        Map<JobOrderId, JobOrderId> ids = new LinkedHashMap<>();
        batch.forEach(job -> ids.put(job.id(), idOf(job)));
        Batch whole = batch.get(0).batch();
        Batch again = whole.again(whole.units().highest(pieces));
        var planned = new ArrayList<TrackedJob>();
        for (var job : batch) {
            var after = new TreeSet<JobOrderId>();
            for (var before : RemakeTable.predecessors(tx.sql(), job.id())) {
                after.add(ids.getOrDefault(before, before));
            }
            var id = ids.getOrDefault(job.id(), job.id());
            var next = JobEdit.again(job, id, again, after.size(), tx.now());
            RemakeTable.insert(tx, next, job.id());
            var order = orders.get(job.id());
            var sha256 =
                    PayloadTable.insert(tx.sql(), Objects.requireNonNull(order).again(id, next.quantity()));
            head.add(next);
            tx.record(head, EventType.JOB_PLANNED, Optional.of(id), EventData.again(next, after, sha256, job.id()));
            planned.add(next);
        }
        for (var job : batch) {
            for (var before : RemakeTable.predecessors(tx.sql(), job.id())) {
                PredecessorTable.insert(
                        tx.sql(), ids.getOrDefault(job.id(), job.id()), ids.getOrDefault(before, before));
            }
        }
        return planned;
    }

    /** Says by itself which job it is made in place of: the number of the remake follows the item's. */
    static JobOrderId idOf(TrackedJob job) {
        String item = job.request() + "-" + job.item();
        int remake = job.batch().remake();
        String own = item + (remake == 0 ? "" : "r" + remake) + "-";
        String id = job.id().value();
        return new JobOrderId(
                id.startsWith(own)
                        ? item + "r" + (remake + 1) + "-" + id.substring(own.length())
                        : id + "-r" + (remake + 1));
    }
}
