package io.lineside.gateway.intake;

import io.lineside.gateway.plan.Floor;
import io.lineside.gateway.plan.FloorState;
import io.lineside.gateway.plan.OrderDraft;
import io.lineside.gateway.plan.PlanOutcome;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.store.AcceptOutcome;
import io.lineside.gateway.store.Acceptance;
import io.lineside.gateway.store.Store;
import io.lineside.model.Capability;
import io.lineside.model.EquipmentId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TraceParent;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.AcceptTrace;
import io.lineside.model.work.Arrival;
import io.lineside.model.work.PlannedJob;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of intake but planning: read, check, make durable, and recognise what was handed in before. Thread-safe. */
public final class Intake {
    private static final Logger LOGGER = LoggerFactory.getLogger(Intake.class);

    private final CurrentSite site;
    private final Store store;
    private final Floor floor;
    private final Consumer<Collection<EquipmentId>> workWaiting;
    private volatile BiConsumer<WorkRequestId, TraceParent> callers = (order, caller) -> {};

    /** An intake that goes by the site in force and tells {@code workWaiting} which lines have new work. */
    public Intake(CurrentSite site, Store store, Consumer<Collection<EquipmentId>> workWaiting) {
        this(site, store, Floor.IDLE, workWaiting);
    }

    /** The same, with orders planned for the lines as this floor says they are. */
    public Intake(CurrentSite site, Store store, Floor floor, Consumer<Collection<EquipmentId>> workWaiting) {
        this.site = site;
        this.store = store;
        this.floor = floor;
        this.workWaiting = workWaiting;
    }

    /** Tells what span of its platform an order is a part of, before it is durable. */
    public void onCalled(BiConsumer<WorkRequestId, TraceParent> listener) {
        callers = listener;
    }

    /**
     * A submission whose body is JSON; nothing in it has been checked.
     *
     * @param externalId empty also where it is not allowed
     * @param digest of the canonical body
     * @param floor how the lines are, idle as long as nobody has looked
     */
    public record Received(IntakeCall call, Json body, Optional<String> externalId, String digest, FloorState floor) {
        static Received of(IntakeCall call, Json body) {
            Optional<String> externalId = Optional.ofNullable(
                            body.root().path("externalId").textValue())
                    .filter(id -> OrderReader.EXTERNAL_ID.matcher(id).matches());
            return new Received(
                    call, body, externalId, SpecDigest.of(body.canonical()).hex(), FloorState.IDLE);
        }

        private Received on(FloorState state) {
            return new Received(call, body, externalId, digest, state);
        }
    }

    /**
     * A submission that passed every check.
     *
     * @param edition of the site, by which it was checked and has to be planned
     */
    public record Checked(Received submission, OrderDraft draft, Edition edition) {
        /** The same submission with its plan. */
        public PlannedSubmission planned() {
            Optional<Arrival> arrival = submission.call().arrival();
            if (arrival.isEmpty()) {
                return new PlannedSubmission(submission, plan(), edition, Optional.empty());
            }
            long from = System.nanoTime();
            PlanOutcome plan = plan();
            return new PlannedSubmission(
                    submission, plan, edition, Optional.of(arrival.get().planned(from, System.nanoTime())));
        }

        private PlanOutcome plan() {
            return edition.planner().plan(draft, submission.floor());
        }
    }

    /** A submission that can not be made, as far as is known today; it may have been accepted before. */
    public record Unfit(Received submission, IntakeResult.Refused refusal) {}

    /**
     * A submission with what planning made of it, by one edition of the site.
     *
     * @param trace when that was, where orders are traced
     */
    public record PlannedSubmission(
            Received submission, PlanOutcome plan, Edition edition, Optional<AcceptTrace> trace) {}

    /** Reads a submission: a {@link Received} one, or the {@link IntakeResult} that refuses it. */
    public Object read(IntakeCall call) {
        return OrderReader.receive(call);
    }

    /**
     * Asks whether a submission that is refused was handed in before, when it could be made: completes with the answer it had
     * then, otherwise with the refusal. One that can be made is recognised where it is made durable.
     */
    public CompletionStage<IntakeResult> recognise(Unfit unfit) {
        Received submission = unfit.submission();
        IntakeCall call = submission.call();
        if (call.idempotencyKey().isEmpty() && submission.externalId().isEmpty()) {
            return CompletableFuture.completedFuture(unfit.refusal());
        }
        return store.known(call.tenant(), call.idempotencyKey(), submission.externalId(), submission.digest())
                .thenApply(known -> known.map(Intake::known).orElse(unfit.refusal()));
    }

    /** Looks how the lines are now. */
    public CompletionStage<Received> locate(Received submission) {
        return floor().thenApply(submission::on);
    }

    /** Checks a submission: a {@link Checked} one, or an {@link Unfit} one. */
    public Object check(Received submission) {
        Edition edition = site.get();
        OrderReader.Read read = new OrderReader(edition.catalog()).read(submission);
        return read.causes().isEmpty()
                ? new Checked(submission, read.draft(), edition)
                : new Unfit(submission, IntakeResult.Refused.of(read.causes()));
    }

    /** A question, and how the lines are when it is asked. */
    public record Question(IntakeCall call, FloorState floor) {}

    /** Looks at the lines before a question is answered. */
    public CompletionStage<Question> question(IntakeCall call) {
        return floor().thenApply(state -> new Question(call, state));
    }

    /** Answers the question whether and when an order could be made, by the same checks; keeps nothing. */
    public FeasibilityResult judge(Question question) {
        return Feasibility.of(site.get()).judge(question.call(), question.floor());
    }

    /** How the lines are; idle where that can not be found out. */
    private CompletionStage<FloorState> floor() {
        return floor.now().exceptionally(failure -> {
            // Only where the jobs go depends on it: an order is not refused for that.
            LOGGER.warn("nobody knows how busy the lines are; orders are planned as if they were idle", failure);
            return FloorState.IDLE;
        });
    }

    /** Makes a planned submission durable; completes only then. */
    public CompletionStage<IntakeResult> keep(PlannedSubmission submission) {
        if (submission.plan() instanceof PlanOutcome.Planned plan) {
            return site.ifStill(submission.edition(), () -> keep(submission, plan))
                    .orElseGet(() -> again(submission.submission()));
        }
        return recognise(
                new Unfit(submission.submission(), IntakeResult.Refused.of(List.of(cause(submission.plan())))));
    }

    /** The site has changed since the submission was checked: by the new one it may be refused, or made elsewhere. */
    private CompletionStage<IntakeResult> again(Received submission) {
        Object checked = check(submission);
        return checked instanceof Checked right ? keep(right.planned()) : recognise((Unfit) checked);
    }

    private CompletionStage<IntakeResult> keep(PlannedSubmission planned, PlanOutcome.Planned plan) {
        Received submission = planned.submission();
        planned.trace()
                .flatMap(trace -> trace.arrival().parent())
                .ifPresent(caller -> callers.accept(plan.request().id(), caller));
        var acceptance = new Acceptance(
                plan.request(),
                submission.body().canonical(),
                plan.jobs(),
                submission.call().idempotencyKey(),
                submission.digest(),
                planned.trace());
        return store.accept(acceptance).thenApply(outcome -> answer(outcome, plan));
    }

    private IntakeResult answer(AcceptOutcome outcome, PlanOutcome.Planned plan) {
        if (outcome instanceof AcceptOutcome.Accepted) {
            workWaiting.accept(plan.jobs().stream().map(PlannedJob::line).collect(Collectors.toSet()));
            return new IntakeResult.Accepted(plan.request());
        }
        return known(outcome);
    }

    private static IntakeResult known(AcceptOutcome outcome) {
        if (outcome instanceof AcceptOutcome.Replayed replayed) {
            return new IntakeResult.Replayed(replayed.id());
        }
        return outcome instanceof AcceptOutcome.KeyReused reused
                ? new IntakeResult.KeyReused(reused.id())
                : new IntakeResult.ExternalIdTaken(outcome.id());
    }

    /** Why a draft could not be planned. */
    static Cause cause(PlanOutcome outcome) {
        if (outcome instanceof PlanOutcome.Failing failing) {
            return new Cause("/items/" + (failing.item() - 1), "expression", "this combination", "", failing.detail());
        }
        if (outcome instanceof PlanOutcome.TooManyJobs tooMany) {
            return new Cause(
                    "/items",
                    "too-many-jobs",
                    "more",
                    "at most " + tooMany.most() + " job orders for one order",
                    "would be too many job orders: order it in parts");
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
