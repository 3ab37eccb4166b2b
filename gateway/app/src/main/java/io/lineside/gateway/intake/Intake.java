package io.lineside.gateway.intake;

import io.lineside.gateway.plan.OrderDraft;
import io.lineside.gateway.plan.PlanOutcome;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.store.AcceptOutcome;
import io.lineside.gateway.store.Acceptance;
import io.lineside.gateway.store.Store;
import io.lineside.model.Capability;
import io.lineside.model.EquipmentId;
import io.lineside.model.SpecDigest;
import io.lineside.model.work.PlannedJob;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The first and the last step of intake: read and check, then make durable. Thread-safe. */
public final class Intake {
    private final OrderReader reader;
    private final Store store;
    private final Consumer<Collection<EquipmentId>> workWaiting;

    /** An intake that checks against {@code catalog} and tells {@code workWaiting} which lines have new work. */
    public Intake(Catalog catalog, Store store, Consumer<Collection<EquipmentId>> workWaiting) {
        this.reader = new OrderReader(catalog);
        this.store = store;
        this.workWaiting = workWaiting;
    }

    /** A submission that passed every check. */
    public record Checked(IntakeCall call, Json body, OrderDraft draft) {
        /** The same submission with its plan. */
        public PlannedSubmission planned(PlanOutcome plan) {
            return new PlannedSubmission(call, body, plan);
        }
    }

    /** A submission with what planning made of it. */
    public record PlannedSubmission(IntakeCall call, Json body, PlanOutcome plan) {}

    /** Reads and checks a submission: a {@link Checked} one, or the {@link IntakeResult} that refuses it. */
    public Object read(IntakeCall call) {
        return reader.read(call);
    }

    /** Makes a planned submission durable; completes only then. */
    public CompletionStage<IntakeResult> keep(PlannedSubmission submission) {
        if (submission.plan() instanceof PlanOutcome.Planned plan) {
            return keep(submission, plan);
        }
        return CompletableFuture.completedFuture(new IntakeResult.Refused(List.of(cause(submission.plan()))));
    }

    private CompletionStage<IntakeResult> keep(PlannedSubmission submission, PlanOutcome.Planned plan) {
        String canonical = submission.body().canonical();
        var acceptance = new Acceptance(
                plan.request(),
                canonical,
                plan.jobs(),
                submission.call().idempotencyKey(),
                SpecDigest.of(canonical).hex());
        return store.accept(acceptance).thenApply(outcome -> answer(outcome, plan));
    }

    private IntakeResult answer(AcceptOutcome outcome, PlanOutcome.Planned plan) {
        if (outcome instanceof AcceptOutcome.Accepted accepted) {
            workWaiting.accept(plan.jobs().stream().map(PlannedJob::line).collect(Collectors.toSet()));
            return new IntakeResult.Accepted(accepted.id());
        }
        if (outcome instanceof AcceptOutcome.Replayed replayed) {
            return new IntakeResult.Replayed(replayed.id());
        }
        return outcome instanceof AcceptOutcome.KeyReused reused
                ? new IntakeResult.KeyReused(reused.id())
                : new IntakeResult.ExternalIdTaken(outcome.id());
    }

    private static Cause cause(PlanOutcome outcome) {
        if (outcome instanceof PlanOutcome.Failing failing) {
            return new Cause("/items/" + (failing.item() - 1), "expression", "this combination", "", failing.detail());
        }
        var noLine = (PlanOutcome.NoLine) outcome;
        Set<String> needs = noLine.needs().stream().map(Capability::value).collect(Collectors.toSet());
        return new Cause(
                "/items/" + (noLine.item() - 1),
                "no-capable-line",
                String.join(", ", needs),
                "",
                "no line of this factory can do the operation " + noLine.operation());
    }
}
