package io.lineside.gateway.plan;

import io.lineside.gateway.plan.LineQueues.Choice;
import io.lineside.gateway.plan.Sublots.Sublot;
import io.lineside.gateway.product.PlannedOperation;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.Resource;
import io.lineside.model.work.Batch;
import io.lineside.model.work.Effort;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.UnitSerial;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One operation on one batch, before it has a line.
 *
 * @param ofSeveral whether the item has other batches too
 * @param depth how many operations must come before it, one after the other
 * @param last whether no other operation comes after it
 * @param rest how long what comes after it takes at the least, as planned
 */
record Step(
        WorkItem item,
        Batch batch,
        boolean ofSeveral,
        PlannedOperation operation,
        int depth,
        boolean last,
        Effort effort,
        Duration rest,
        int remakes) {
    private static final int KEY_DIGITS = 16;

    /** The steps of a batch, each after everything it comes after. */
    static List<Step> of(WorkItem item, ItemDraft draft, Sublot sublot, boolean ofSeveral) {
        Set<String> followed = new HashSet<>();
        sublot.operations().forEach(operation -> followed.addAll(operation.after()));
        Map<String, Integer> depths = new HashMap<>();
        Map<String, Duration> rests = rests(sublot);
        var steps = new ArrayList<Step>();
        for (PlannedOperation operation : sublot.operations()) {
            int depth = operation.after().stream()
                    .mapToInt(before -> depths.getOrDefault(before, 0) + 1)
                    .max()
                    .orElse(0);
            depths.put(operation.id(), depth);
            steps.add(new Step(
                    item,
                    sublot.batch(),
                    ofSeveral,
                    operation,
                    depth,
                    !followed.contains(operation.id()),
                    effort(item, operation),
                    rests.getOrDefault(operation.id(), Duration.ZERO),
                    draft.product().config().remakes()));
        }
        return steps;
    }

    /** How long what comes after each operation takes, one after the other. */
    private static Map<String, Duration> rests(Sublot sublot) {
        Map<String, Duration> rests = new HashMap<>();
        List<PlannedOperation> operations = sublot.operations();
        int pieces = sublot.batch().units().count();
        for (int i = operations.size() - 1; i >= 0; i--) {
            PlannedOperation operation = operations.get(i);
            Duration from = rests.getOrDefault(operation.id(), Duration.ZERO)
                    .plus(operation.each().multipliedBy(pieces));
            operation
                    .after()
                    .forEach(before ->
                            rests.merge(before, from, (one, other) -> one.compareTo(other) > 0 ? one : other));
        }
        return rests;
    }

    /** Pieces that agree in the batching key need no set-up in between; without a key only equal ones do. */
    private static Effort effort(WorkItem item, PlannedOperation operation) {
        String key = operation.workMaster() + " "
                + operation.batchKey().orElse(item.digest().hex());
        return new Effort(
                operation.setup().orElse(Duration.ZERO),
                operation.each(),
                SpecDigest.of(key).hex().substring(0, KEY_DIGITS));
    }

    int pieces() {
        return batch.units().count();
    }

    String setUpFor() {
        return effort.setUpFor();
    }

    /** Names another operation of the same batch. */
    String key(String operationId) {
        return item.number() + "/" + batch.number() + "/" + operationId;
    }

    PlannedJob job(WorkRequest request, Choice choice, List<EquipmentId> capable) {
        Set<JobOrderId> after = new HashSet<>();
        operation.after().forEach(before -> after.add(idOf(request, before)));
        return new PlannedJob(
                order(request, choice.line()),
                item.number(),
                operation.id(),
                choice.line(),
                capable,
                after,
                last,
                batch,
                effort,
                remakes,
                choice.why());
    }

    private JobOrder order(WorkRequest request, EquipmentId line) {
        var parameters = new ArrayList<>(operation.parameters());
        parameters.add(JobParameter.of(
                JobOrder.SPEC_DIGEST_PARAMETER,
                new ParameterValue.Text(item.digest().hex())));
        var materials = new ArrayList<>(operation.materials());
        String lot = UnitSerial.lot(request.id(), item.number());
        materials.add(Material.produced(item.product(), lot, UnitSerial.sublot(lot, batch.units()), pieces()));
        String part = ofSeveral ? ", batch " + batch.number() + " (pieces " + batch.units() + ")" : "";
        return new JobOrder(
                idOf(request, operation.id()),
                item.product() + ", " + operation.id() + ", item " + item.number() + part + " of order " + request.id(),
                operation.workMaster(),
                Optional.empty(),
                request.requestedBy(),
                request.priority(),
                parameters,
                List.of(),
                List.of(new Resource(line.value(), null, null, null)),
                List.of(),
                materials,
                request.externalId());
    }

    /** Deterministic, so that planning the same order again cannot make a second job of it. */
    private JobOrderId idOf(WorkRequest request, String operationId) {
        String id = request.id() + "-" + item.number() + "-" + operationId;
        return new JobOrderId(ofSeveral ? id + "-" + batch.number() : id);
    }
}
