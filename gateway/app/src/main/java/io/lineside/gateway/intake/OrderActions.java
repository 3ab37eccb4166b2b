package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lineside.gateway.store.ActionCall;
import io.lineside.gateway.store.ActionDecision;
import io.lineside.gateway.store.ActionOutcome;
import io.lineside.gateway.store.ActionView;
import io.lineside.gateway.store.EraseOutcome;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.JobPhase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Platforms' wishes to change their orders: cancel, amend, hold, resume. Thread-safe. */
public final class OrderActions {
    private final Store store;
    private final BiPredicate<EquipmentId, JobPhase> mayEnd;
    private final Consumer<Collection<EquipmentId>> changed;

    /**
     * Actions on this store.
     *
     * @param mayEnd whether a line can be asked to take back, or to end, a job that is there in this phase
     * @param changed hears at which lines jobs became ready, or are to be taken back
     */
    public OrderActions(
            Store store, BiPredicate<EquipmentId, JobPhase> mayEnd, Consumer<Collection<EquipmentId>> changed) {
        this.store = store;
        this.mayEnd = mayEnd;
        this.changed = changed;
    }

    /** What became of a wish. */
    public sealed interface Result {
        /** Decided and durable; the answer is JSON. */
        record Done(String answer, boolean replayed) implements Result {}

        /** The body is no JSON. */
        record Unreadable(String detail) implements Result {}

        /** The wish can not stand as it is. */
        record Faulty(List<Cause> causes) implements Result {
            /** Copies the list. */
            public Faulty {
                causes = List.copyOf(causes);
            }
        }

        /** What is personal in the order is overwritten, since then. */
        record Erased(Instant at) implements Result {}

        /** The order is not over. */
        record Open(String state) implements Result {}

        /** The order is in a final state. */
        record Over(String state) implements Result {}

        /** The key belongs to something else, of this order. */
        record KeyReused(WorkRequestId order) implements Result {}

        /** There is no such order. */
        record NoSuchOrder() implements Result {}
    }

    /**
     * Does what it can of a wish; completes when that is durable.
     *
     * @param word cancel, amend, hold or resume
     */
    public CompletionStage<Result> act(
            String word, TenantId tenant, WorkRequestId order, Optional<String> key, String body) {
        Json json;
        try {
            json = Json.read(body);
        } catch (JsonProcessingException e) {
            return CompletableFuture.completedFuture(new Result.Unreadable(e.getOriginalMessage()));
        }
        OrderActionReader.Read read = OrderActionReader.read(word, json.root());
        if (!read.causes().isEmpty()) {
            return CompletableFuture.completedFuture(new Result.Faulty(read.causes()));
        }
        OrderAction action = read.action().orElseThrow();
        var call = new ActionCall(
                tenant,
                order,
                word,
                key,
                SpecDigest.of(word + " " + order + " " + json.canonical()).hex());
        // The store may ask again; the last refusal is the one that counts.
        var refusal = new AtomicReference<Result>(new Result.NoSuchOrder());
        return store.act(call, view -> judge(view, action, refusal))
                .thenApply(outcome -> result(outcome, Objects.requireNonNull(refusal.get())));
    }

    /** Overwrites what is personal in an order that is over, as {@code who} wishes; completes when it is gone. */
    public CompletionStage<Result> erase(TenantId tenant, WorkRequestId order, String who, String body) {
        try {
            List<Cause> causes =
                    OrderActionReader.read("erase", Json.read(body).root()).causes();
            return causes.isEmpty()
                    ? store.erase(tenant, order, who).thenApply(OrderActions::erased)
                    : CompletableFuture.completedFuture(new Result.Faulty(causes));
        } catch (JsonProcessingException e) {
            return CompletableFuture.completedFuture(new Result.Unreadable(e.getOriginalMessage()));
        }
    }

    private static Result erased(EraseOutcome outcome) {
        if (outcome instanceof EraseOutcome.Erased done) {
            return new Result.Erased(done.at());
        }
        return outcome instanceof EraseOutcome.Open open
                ? new Result.Open(open.state().text())
                : new Result.NoSuchOrder();
    }

    /** What may still be done with an order, as JSON. */
    public CompletionStage<Optional<String>> possible(TenantId tenant, WorkRequestId order) {
        return store.actionView(tenant, order)
                .thenApply(found -> found.map(view -> new OrderActionRules(view, mayEnd).possible()));
    }

    private Optional<ActionDecision> judge(ActionView view, OrderAction action, AtomicReference<Result> refusal) {
        if (view.request().state().isFinal()) {
            refusal.set(new Result.Over(view.request().state().text()));
            return Optional.empty();
        }
        var rules = new OrderActionRules(view, mayEnd);
        List<Cause> causes = rules.faults(pieces(action));
        if (!causes.isEmpty()) {
            refusal.set(new Result.Faulty(causes));
            return Optional.empty();
        }
        return Optional.of(rules.judge(action));
    }

    private static Map<Integer, Integer> pieces(OrderAction action) {
        if (action instanceof OrderAction.Cancel cancel) {
            return cancel.pieces().orElse(Map.of());
        }
        return action instanceof OrderAction.Amend amend ? amend.pieces() : Map.of();
    }

    private Result result(ActionOutcome outcome, Result refusal) {
        if (outcome instanceof ActionOutcome.Done done) {
            changed.accept(done.lines());
            return new Result.Done(done.answer(), done.replayed());
        }
        if (outcome instanceof ActionOutcome.KeyReused reused) {
            return new Result.KeyReused(reused.order());
        }
        return outcome instanceof ActionOutcome.Refused ? refusal : new Result.NoSuchOrder();
    }
}
