package io.lineside.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.intake.FeasibilityResult.ItemAlternatives;
import io.lineside.gateway.plan.FloorState;
import io.lineside.gateway.plan.ItemDraft;
import io.lineside.gateway.plan.OrderDraft;
import io.lineside.gateway.plan.PlanOutcome;
import io.lineside.gateway.plan.Planner;
import io.lineside.gateway.product.AlternativeSearch;
import io.lineside.gateway.product.AlternativeSearch.Budget;
import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.ProductSchema;
import io.lineside.gateway.site.Edition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Says whether an order could be made, why not, and what could be instead, with the very checks of intake. Thread-safe. */
public final class Feasibility {
    private static final int MOST_CHECKS = 2_000;
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(100);
    /** Items that alternatives are looked for, so that one question can not take for ever. */
    private static final int MOST_SEARCHED = 5;

    private final OrderReader reader;
    private final Planner planner;
    private final LongSupplier nanos;

    private Feasibility(OrderReader reader, Planner planner, LongSupplier nanos) {
        this.reader = reader;
        this.planner = planner;
        this.nanos = nanos;
    }

    /** The checks by one edition of the site. */
    public static Feasibility of(Edition edition) {
        return new Feasibility(new OrderReader(edition.catalog()), edition.planner(), System::nanoTime);
    }

    /** The plan of an order body; empty where {@link #judge} says that it is not feasible. */
    public Optional<PlanOutcome.Planned> plan(IntakeCall call) {
        return Optional.of(OrderReader.receive(call))
                .filter(Intake.Received.class::isInstance)
                .map(received -> reader.read((Intake.Received) received))
                .filter(read -> read.causes().isEmpty())
                .map(read -> planner.plan(read.draft()))
                .filter(PlanOutcome.Planned.class::isInstance)
                .map(PlanOutcome.Planned.class::cast);
    }

    /** Judges an order body for lines that have nothing to do; nothing is kept of it. */
    public FeasibilityResult judge(IntakeCall call) {
        return judge(call, FloorState.IDLE);
    }

    /** Judges an order body; how the lines are changes only when it would be made. */
    public FeasibilityResult judge(IntakeCall call, FloorState floor) {
        Object received = OrderReader.receive(call);
        if (received instanceof IntakeResult.Unreadable unreadable) {
            return new FeasibilityResult.Unreadable(unreadable.detail());
        }
        var submission = (Intake.Received) received;
        OrderReader.Read read = reader.read(submission);
        var causes = new ArrayList<>(read.causes());
        Optional<PlanOutcome> whole =
                causes.isEmpty() ? Optional.of(planner.plan(read.draft(), floor)) : Optional.empty();
        boolean feasible = whole.filter(PlanOutcome.Planned.class::isInstance).isPresent();
        if (!feasible) {
            unplanned(read.draft()).forEach(outcome -> causes.add(Intake.cause(outcome)));
            whole.filter(outcome -> causes.isEmpty()).ifPresent(outcome -> causes.add(Intake.cause(outcome)));
        }
        return new FeasibilityResult.Judged(
                causes,
                warnings(read.draft()),
                alternatives(submission.body().root(), read.draft(), causes),
                whole.filter(PlanOutcome.Planned.class::isInstance)
                        .map(PlanOutcome.Planned.class::cast)
                        .map(FeasibilityResult.Expected::of));
    }

    private static List<Cause> warnings(OrderDraft draft) {
        var warnings = new ArrayList<Cause>();
        draft.items().forEach(item -> item.configured()
                .warnings()
                .forEach(fault -> warnings.add(OrderReader.cause(item.number() - 1, fault))));
        return warnings;
    }

    /** Why each item alone can not be planned: the plan of the whole names only the first. */
    private List<PlanOutcome> unplanned(OrderDraft draft) {
        return draft.items().stream()
                .map(item -> planner.plan(alone(draft, item)))
                .filter(outcome -> !(outcome instanceof PlanOutcome.Planned))
                .toList();
    }

    private static OrderDraft alone(OrderDraft draft, ItemDraft item) {
        return new OrderDraft(draft.tenant(), draft.externalId(), List.of(item), draft.priority(), draft.requestedBy());
    }

    private List<ItemAlternatives> alternatives(JsonNode body, OrderDraft draft, List<Cause> causes) {
        Set<Integer> faulty = new TreeSet<>();
        causes.forEach(cause -> index(cause.pointer()).ifPresent(faulty::add));
        return faulty.stream()
                .limit(MOST_SEARCHED)
                .flatMap(index -> alternatives(body.path("items").path(index), index, draft).stream())
                .toList();
    }

    private static Optional<Integer> index(String pointer) {
        String[] parts = pointer.split("/", 4);
        return parts.length > 2 && parts[1].equals("items") ? Optional.of(Integer.valueOf(parts[2])) : Optional.empty();
    }

    private Optional<ItemAlternatives> alternatives(JsonNode node, int index, OrderDraft draft) {
        var item = new Fields(node, "/items/" + index, new ArrayList<>(), OrderReader.ITEM_FIELDS);
        Optional<CompiledProduct> product = node.isObject() ? reader.product(item) : Optional.empty();
        if (product.isEmpty()) {
            return Optional.empty();
        }
        int quantity = quantity(node.path("quantity"));
        var search = new AlternativeSearch(
                product.get(),
                configured -> planner.plan(alone(draft, new ItemDraft(index + 1, product.get(), configured, quantity)))
                        instanceof PlanOutcome.Planned,
                new Budget(MOST_CHECKS, LONGEST_SEARCH.toNanos(), nanos));
        return search.search(OrderReader.ordered(item))
                .map(found -> new ItemAlternatives(index, quantity, found.alternatives(), found.complete()));
    }

    /** The ordered quantity, or the nearest that can be ordered. */
    private static int quantity(JsonNode node) {
        double ordered = node.isNumber() ? node.doubleValue() : 1;
        return (int) Math.max(1, Math.min(ProductSchema.MOST_PIECES, ordered));
    }
}
