package io.lineside.gateway.store;

import io.lineside.gateway.store.PayloadTable.Payload;
import io.lineside.gateway.store.RequestRules.Placed;
import io.lineside.gateway.store.RequestRules.Placing;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.Batch;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.UnitSerial;
import io.lineside.model.work.Units;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans anew what lines scrapped of a batch, in the very transaction in which that is known: when a line names a piece, or
 * ends a job. What was planned again before is taken off, so that the same scrap is never made again twice. The new jobs go
 * the whole way of the batch, with what its jobs were told, each in place of one of them. Where the product allows no more,
 * they wait for a person: once more, or not at all. Confined to one work.
 */
final class Remake {
    private static final Logger LOGGER = LoggerFactory.getLogger(Remake.class);
    private static final String ONE_MORE =
            "scrapped again after the last remake that its product allows: retry makes it"
                    + " once more, cancel leaves the order without it";

    private final Tx tx;
    private final RequestRules rules;
    private final RequestHead head;

    Remake(Tx tx, RequestRules rules, RequestHead head) {
        this.tx = tx;
        this.rules = rules;
        this.head = head;
    }

    /** New jobs for what these, of which each has scrapped something, and the others of their batches lost. */
    List<TrackedJob> of(List<TrackedJob> scrapping) throws SQLException {
        var planned = new ArrayList<TrackedJob>();
        Map<String, TrackedJob> oneOfEach = new LinkedHashMap<>();
        scrapping.forEach(job -> oneOfEach.putIfAbsent(
                job.item() + "/" + job.batch().number() + "/" + job.batch().remake(), job));
        for (var job : oneOfEach.values()) {
            int left = RemakeTable.left(tx.sql(), job.id());
            // A product that allows none at all has nobody asked.
            if (left > 0 || job.batch().remake() > 0) {
                planned.addAll(again(RemakeTable.batch(tx.sql(), job), left > 0));
            }
        }
        return planned;
    }

    private List<TrackedJob> again(List<TrackedJob> batch, boolean allowed) throws SQLException {
        Map<JobOrderId, Set<JobOrderId>> before = new LinkedHashMap<>();
        int wanted = 0;
        for (var job : batch) {
            var after = RemakeTable.predecessors(tx.sql(), job.id());
            before.put(job.id(), new TreeSet<>(after));
            wanted = after.isEmpty() ? Math.max(wanted, job.quantity()) : wanted;
        }
        Units remade = RemakeTable.remade(tx.sql(), batch.get(0));
        int pieces = rules.lost(batch, wanted) - remade.count();
        if (pieces <= 0) {
            return List.of();
        }
        var orders = orders(batch);
        return orders.size() < batch.size()
                ? List.of()
                : plan(new Way(batch, before, orders), which(batch, remade, pieces), allowed);
    }

    /** The pieces that were named first; where lines only count, the highest numbers are taken for the others. */
    private static Units which(List<TrackedJob> batch, Units remade, int pieces) {
        Units named = Units.NONE;
        Units good = Units.NONE;
        for (var job : batch) {
            named = named.plus(job.named().scrap());
            good = job.lastOperation() ? good.plus(job.named().good()) : good;
        }
        Units sure = named.minus(remade).lowest(pieces);
        Units others = batch.get(0).batch().units().minus(remade).minus(named).minus(good);
        return sure.plus(others.highest(pieces - sure.count()));
    }

    /** What is done with a batch: its jobs, what each comes after, and what each was told. */
    private record Way(
            List<TrackedJob> jobs, Map<JobOrderId, Set<JobOrderId>> before, Map<JobOrderId, JobOrder> orders) {
        Set<JobOrderId> before(TrackedJob job) {
            return before.getOrDefault(job.id(), Set.of());
        }
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

    private List<TrackedJob> plan(Way way, Units units, boolean allowed) throws SQLException {
        Batch again = new Batch(
                way.jobs().get(0).batch().number(),
                RemakeTable.next(tx.sql(), way.jobs().get(0)),
                units);
        Map<JobOrderId, JobOrderId> ids = new LinkedHashMap<>();
        way.jobs().forEach(job -> ids.put(job.id(), idOf(job, again.remake())));
        var placings = new ArrayList<Placing>();
        for (var job : way.jobs()) {
            var next = new RemakeTable.Next(
                    ids.getOrDefault(job.id(), job.id()), renamed(way.before(job), ids), units.count());
            placings.add(RemakeTable.placing(tx.sql(), job, next));
        }
        var placed = rules.place(placings, LoadQueries.all(tx.sql()), tx.now());
        var planned = new ArrayList<TrackedJob>();
        for (int i = 0; i < placings.size(); i++) {
            var placing = placings.get(i);
            boolean asks = !allowed && placing.after().isEmpty();
            var job = JobEdit.again(
                    placing.replaced(),
                    new JobEdit.Again(
                            placing.id(),
                            again,
                            placed.get(i).line(),
                            placing.after().size(),
                            asks ? JobPhase.HELD : JobPhase.QUEUED,
                            asks ? ONE_MORE : ""),
                    tx.now());
            insert(job, placing, placed.get(i), way);
            planned.add(job);
        }
        for (var placing : placings) {
            for (var before : placing.after()) {
                PredecessorTable.insert(tx.sql(), placing.id(), before);
            }
        }
        return planned;
    }

    private void insert(TrackedJob job, Placing placing, Placed placed, Way way) throws SQLException {
        RemakeTable.insert(tx, job, placed.replaced());
        Units units = job.batch().units();
        var order = Objects.requireNonNull(way.orders().get(placed.replaced()))
                .again(job.id(), units.count())
                .ofSublot(UnitSerial.sublot(UnitSerial.lot(job.request(), job.item()), units))
                .at(placed.line());
        var sha256 = PayloadTable.insert(tx.sql(), order);
        head.add(job);
        tx.record(
                head,
                EventType.JOB_PLANNED,
                Optional.of(job.id()),
                EventData.again(job, placing.after(), sha256, placed));
    }

    private static Set<JobOrderId> renamed(Collection<JobOrderId> jobs, Map<JobOrderId, JobOrderId> ids) {
        var renamed = new TreeSet<JobOrderId>();
        jobs.forEach(job -> renamed.add(ids.getOrDefault(job, job)));
        return renamed;
    }

    /** Says by itself which job it is made in place of: the number of the remake follows the item's. */
    static JobOrderId idOf(TrackedJob job, int remake) {
        String item = job.request() + "-" + job.item();
        int before = job.batch().remake();
        String own = item + (before == 0 ? "" : "r" + before) + "-";
        String id = job.id().value();
        return new JobOrderId(
                id.startsWith(own) ? item + "r" + remake + "-" + id.substring(own.length()) : id + "-r" + remake);
    }
}
