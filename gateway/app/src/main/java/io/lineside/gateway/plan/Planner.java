package io.lineside.gateway.plan;

import io.lineside.gateway.product.PlannedOperation;
import io.lineside.gateway.product.SpecText;
import io.lineside.gateway.product.expression.ExpressionFailed;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.Resource;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a draft into job orders: one for each item and operation, on the capable line with the least planned time in this
 * order. Deterministic but for the order id and the time. Thread-safe.
 */
public final class Planner {
    private final List<LinePlace> lines;
    private final OrderIds ids;
    private final Clock clock;

    /** A planner for a site with these lines. */
    public Planner(List<LinePlace> lines, OrderIds ids, Clock clock) {
        this.lines =
                lines.stream().sorted(Comparator.comparing(LinePlace::line)).toList();
        this.ids = ids;
        this.clock = clock;
    }

    /** Plans every operation of every item. */
    public PlanOutcome plan(OrderDraft draft) {
        var items = draft.items().stream().map(Planner::item).toList();
        var request = new WorkRequest(
                ids.next(),
                draft.tenant(),
                draft.externalId(),
                items,
                draft.priority(),
                draft.requestedBy(),
                // The store keeps milliseconds: what is answered now is what is read later.
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var load = new HashMap<EquipmentId, Double>();
        var jobs = new ArrayList<PlannedJob>();
        for (int i = 0; i < items.size(); i++) {
            Optional<PlanOutcome> missing =
                    planItem(request, items.get(i), draft.items().get(i), load, jobs);
            if (missing.isPresent()) {
                return missing.get();
            }
        }
        return new PlanOutcome.Planned(request, jobs);
    }

    private Optional<PlanOutcome> planItem(
            WorkRequest request, WorkItem item, ItemDraft draft, Map<EquipmentId, Double> load, List<PlannedJob> jobs) {
        List<PlannedOperation> operations;
        try {
            operations = draft.product().operations(draft.configured(), draft.quantity());
        } catch (ExpressionFailed e) {
            return Optional.of(new PlanOutcome.Failing(item.number(), String.valueOf(e.getMessage())));
        }
        Set<String> followed = new HashSet<>();
        operations.forEach(operation -> followed.addAll(operation.after()));
        for (PlannedOperation operation : operations) {
            List<EquipmentId> capable = capable(operation);
            Optional<EquipmentId> line = leastLoaded(capable, load);
            if (line.isEmpty()) {
                return Optional.of(new PlanOutcome.NoLine(item.number(), operation.id(), operation.needs()));
            }
            load.merge(line.get(), item.quantity() * (double) operation.each().toMillis(), Double::sum);
            jobs.add(job(request, item, operation, new Place(line.get(), capable), !followed.contains(operation.id())));
        }
        return Optional.empty();
    }

    private List<EquipmentId> capable(PlannedOperation operation) {
        return lines.stream()
                .filter(place -> place.capabilities().containsAll(operation.needs()))
                .map(LinePlace::line)
                .toList();
    }

    private static Optional<EquipmentId> leastLoaded(List<EquipmentId> capable, Map<EquipmentId, Double> load) {
        return capable.stream()
                .min(Comparator.comparing((EquipmentId line) -> load.getOrDefault(line, 0.0))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static WorkItem item(ItemDraft draft) {
        var product = draft.product();
        return new WorkItem(
                draft.number(),
                product.id(),
                product.version(),
                draft.quantity(),
                draft.configured().options(),
                draft.configured().packaging(),
                SpecDigest.of(SpecText.canonical(product.id(), product.version(), draft.configured())));
    }

    /** Where a job is made, and where else it could be. */
    private record Place(EquipmentId line, List<EquipmentId> capable) {}

    private static PlannedJob job(
            WorkRequest request, WorkItem item, PlannedOperation operation, Place place, boolean last) {
        var parameters = new ArrayList<>(operation.parameters());
        parameters.add(JobParameter.of(
                JobOrder.SPEC_DIGEST_PARAMETER,
                new ParameterValue.Text(item.digest().hex())));
        var materials = new ArrayList<>(operation.materials());
        materials.add(Material.produced(item.product(), item.quantity()));
        var order = new JobOrder(
                idOf(request, item, operation.id()),
                item.product() + ", " + operation.id() + ", item " + item.number() + " of order " + request.id(),
                operation.workMaster(),
                Optional.empty(),
                request.requestedBy(),
                request.priority(),
                parameters,
                List.of(),
                List.of(new Resource(place.line().value(), null, null, null)),
                List.of(),
                materials,
                request.externalId());
        Set<JobOrderId> after = new HashSet<>();
        operation.after().forEach(before -> after.add(idOf(request, item, before)));
        return new PlannedJob(order, item.number(), operation.id(), place.line(), place.capable(), after, last);
    }

    /** Deterministic, so that planning the same order again cannot make a second job of it. */
    private static JobOrderId idOf(WorkRequest request, WorkItem item, String operation) {
        return new JobOrderId(request.id() + "-" + item.number() + "-" + operation);
    }
}
