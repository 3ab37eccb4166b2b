package io.lineside.gateway.plan;

import io.lineside.gateway.plan.LineQueues.Choice;
import io.lineside.gateway.plan.LineQueues.Need;
import io.lineside.gateway.plan.Sublots.Sublot;
import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.Configured;
import io.lineside.gateway.product.PlannedOperation;
import io.lineside.gateway.product.SpecText;
import io.lineside.gateway.product.expression.ExpressionFailed;
import io.lineside.model.EquipmentId;
import io.lineside.model.SpecDigest;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns a draft into job orders: one for each batch of an item and operation, each on a line that can make it. Jobs that
 * a line need not be set up anew between are planned one after the other. The same draft on the same floor at the same
 * time is planned the same, but for the order id. Thread-safe.
 */
public final class Planner {
    /** Job orders of one order: what the store writes in one transaction. */
    public static final int MOST_JOBS = 20_000;

    static final Duration NO_WISH = Duration.ofSeconds(-1);

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

    /** Plans an order for lines that have nothing to do. */
    public PlanOutcome plan(OrderDraft draft) {
        return plan(draft, FloorState.IDLE);
    }

    /** Plans every operation of every item for the lines as they are. Whether it can be planned depends on no floor. */
    public PlanOutcome plan(OrderDraft draft, FloorState floor) {
        var items = draft.items().stream().map(Planner::item).toList();
        var steps = new ArrayList<Step>();
        for (int i = 0; i < items.size(); i++) {
            try {
                addSteps(items.get(i), draft.items().get(i), steps);
            } catch (Unplannable e) {
                return e.outcome;
            } catch (ExpressionFailed e) {
                return new PlanOutcome.Failing(items.get(i).number(), String.valueOf(e.getMessage()));
            }
        }
        return plan(request(draft, items), inCampaigns(steps), floor);
    }

    private WorkRequest request(OrderDraft draft, List<WorkItem> items) {
        return new WorkRequest(
                ids.next(),
                draft.tenant(),
                draft.externalId(),
                items,
                draft.priority(),
                draft.requestedBy(),
                // The store keeps milliseconds: what is answered now is what is read later.
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void addSteps(WorkItem item, ItemDraft draft, List<Step> steps) throws Unplannable {
        var product = draft.product();
        List<Sublot> sublots = new Sublots(
                        size -> product.operations(draft.configured(), size), operation -> mostPieces(item, operation))
                .split(draft.quantity(), product.config().mostPieces());
        for (Sublot sublot : sublots) {
            if (sublot.operations().isEmpty()) {
                throw new Unplannable(new PlanOutcome.Failing(
                        item.number(),
                        "nothing is to be done with a batch of "
                                + sublot.batch().units().count() + " pieces"));
            }
            steps.addAll(Step.of(item, draft, sublot, sublots.size() > 1));
            if (steps.size() > MOST_JOBS) {
                throw new Unplannable(new PlanOutcome.TooManyJobs(MOST_JOBS));
            }
        }
    }

    /** The most pieces that the operation, and the best of the lines that can do it, take in one job. */
    private int mostPieces(WorkItem item, PlannedOperation operation) {
        int atLines = lines.stream()
                .filter(place -> can(place, operation))
                .mapToInt(LinePlace::mostPieces)
                .max()
                .orElseThrow(() ->
                        new Unplannable(new PlanOutcome.NoLine(item.number(), operation.id(), operation.needs())));
        return Math.min(atLines, operation.mostPieces().orElse(Integer.MAX_VALUE));
    }

    private static boolean can(LinePlace place, PlannedOperation operation) {
        return place.capabilities().containsAll(operation.needs());
    }

    private List<EquipmentId> capable(Step step) {
        return lines.stream()
                .filter(place -> can(place, step.operation()) && place.mostPieces() >= step.pieces())
                .map(LinePlace::line)
                .toList();
    }

    /** What comes later in making is planned later; among the rest, what needs no set-up in between stands together. */
    private static List<Step> inCampaigns(List<Step> steps) {
        Map<String, Integer> campaigns = new HashMap<>();
        steps.forEach(step -> campaigns.putIfAbsent(step.setUpFor(), campaigns.size()));
        return steps.stream()
                .sorted(Comparator.comparingInt(Step::depth)
                        .thenComparing(step -> campaigns.getOrDefault(step.setUpFor(), 0)))
                .toList();
    }

    private PlanOutcome plan(WorkRequest request, List<Step> steps, FloorState floor) {
        Instant now = request.acceptedAt();
        Duration due =
                request.requestedBy().map(by -> Duration.between(now, by)).orElse(NO_WISH);
        var queues = new LineQueues(floor, now);
        Map<String, Duration> done = new HashMap<>();
        var jobs = new ArrayList<PlannedJob>(steps.size());
        var starts = new ArrayList<Duration>(steps.size());
        Duration finish = Duration.ZERO;
        int measured = 0;
        for (Step step : steps) {
            List<EquipmentId> capable = capable(step);
            Choice choice = queues.choose(capable, need(step, ready(step, done), due));
            done.put(step.key(step.operation().id()), choice.done());
            starts.add(choice.start());
            finish = finish.compareTo(choice.done()) > 0 ? finish : choice.done();
            measured += choice.measured() ? 1 : 0;
            jobs.add(step.job(request, choice, capable));
        }
        return new PlanOutcome.Planned(request, jobs, now.plus(Collections.min(starts)), now.plus(finish), measured);
    }

    /** What comes after a step has to be done by the same time, and so the step that much earlier. */
    private static Need need(Step step, Duration ready, Duration due) {
        return new Need(
                step.effort(),
                step.pieces(),
                ready,
                due.equals(NO_WISH) ? due : due.minus(step.rest()),
                Optional.of(step.operation().workMaster()));
    }

    private static Duration ready(Step step, Map<String, Duration> done) {
        return step.operation().after().stream()
                .map(before -> done.getOrDefault(step.key(before), Duration.ZERO))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
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
                SpecDigest.of(SpecText.canonical(product.id(), product.version(), draft.configured())),
                personal(product, draft.configured()));
    }

    /** Only where something personal was ordered is anything of it personal. */
    private static Set<String> personal(CompiledProduct product, Configured configured) {
        boolean any = product.personal().stream().anyMatch(name -> Stream.concat(
                        configured.options().keySet().stream(),
                        configured.packaging().keySet().stream().map(own -> "packaging." + own))
                .anyMatch(ordered -> ordered.equals(name) || ordered.startsWith(name + ".")));
        return any ? product.personal() : Set.of();
    }

    /** Leaves the planning of an item with what keeps it from being planned. */
    private static final class Unplannable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient PlanOutcome outcome;

        Unplannable(PlanOutcome outcome) {
            super(outcome.toString(), null, false, false);
            this.outcome = outcome;
        }
    }
}
