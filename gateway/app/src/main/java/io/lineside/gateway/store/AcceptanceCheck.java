package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an order and its plan must be to be kept: looked at where it is handed in, so that nothing of it can fail in the
 * commit it shares with others.
 */
final class AcceptanceCheck {

    private AcceptanceCheck() {}

    static void check(WorkRequest request, List<PlannedJob> jobs) {
        var order = "order " + request.id();
        requirePlan(order, jobs);
        requireLastOperations(order, request, jobs);
        requireTimes(order, request, jobs);
        requireCountable(order, request, jobs);
    }

    private static void requirePlan(String order, List<PlannedJob> jobs) {
        var known = jobs.stream().map(job -> job.order().id()).collect(Collectors.toSet());
        if (known.isEmpty() || known.size() < jobs.size()) {
            throw new IllegalArgumentException(order + ": must have at least one job, and none twice, was "
                    + jobs.size() + " jobs with " + known.size() + " ids");
        }
        for (var job : jobs) {
            if (!known.containsAll(job.after())
                    || job.after().contains(job.order().id())) {
                throw new IllegalArgumentException(order + ": job "
                        + job.order().id() + " may wait only for other jobs of the order, was " + job.after());
            }
        }
    }

    private static void requireLastOperations(String order, WorkRequest request, List<PlannedJob> jobs) {
        Set<JobOrderId> waitedFor = new HashSet<>();
        jobs.forEach(job -> waitedFor.addAll(job.after()));
        for (var job : jobs) {
            if (job.lastOperation() == waitedFor.contains(job.order().id())) {
                throw new IllegalArgumentException(
                        order + ": job " + job.order().id()
                                + " must be a last operation exactly when no other job waits for it, was "
                                + job.lastOperation());
            }
        }
        var ordered = request.items().stream().map(WorkItem::number).collect(Collectors.toCollection(TreeSet::new));
        var made = jobs.stream()
                .filter(PlannedJob::lastOperation)
                .map(PlannedJob::item)
                .collect(Collectors.toCollection(TreeSet::new));
        if (ordered.size() < request.items().size() || !ordered.equals(made)) {
            throw new IllegalArgumentException(order + ": each of its items, and no other, must have a last operation;"
                    + " items " + ordered + ", last operations of items " + made);
        }
    }

    private static void requireTimes(String order, WorkRequest request, List<PlannedJob> jobs) {
        Times.require(order + ".acceptedAt", request.acceptedAt());
        request.requestedBy().ifPresent(time -> Times.require(order + ".requestedBy", time));
        for (var job : jobs) {
            var where = order + ": job " + job.order().id();
            job.order().startTime().ifPresent(time -> Times.require(where + ".startTime", time));
            job.order().endTime().ifPresent(time -> Times.require(where + ".endTime", time));
        }
    }

    private static void requireCountable(String order, WorkRequest request, List<PlannedJob> jobs) {
        long pieces = request.items().stream().mapToLong(WorkItem::quantity).sum();
        if (pieces > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    order + ": must be for at most " + Integer.MAX_VALUE + " pieces, was " + pieces);
        }
        jobs.forEach(job -> requireWhole(order, job.order()));
    }

    private static void requireWhole(String order, JobOrder job) {
        int pieces;
        try {
            pieces = job.quantity();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    order + ": job " + job.id() + ": must make a whole number of pieces, was " + job.materials(), e);
        }
        if (pieces < 1) {
            throw new IllegalArgumentException(
                    order + ": job " + job.id() + ": must make at least 1 piece, was " + pieces);
        }
    }
}
