package io.lineside.gateway.dispatch;

import io.lineside.gateway.dispatch.DecisionRules.Verdict;
import io.lineside.gateway.store.AuditEntry;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.SendRecord;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.TrackedJob;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes people's decisions about jobs durable, with who decided and why. Thread-safe. */
public final class DecisionDesk {
    private final Store store;
    private final Predicate<EquipmentId> takesBack;
    private final Consumer<FoldResult> changed;

    /**
     * Decisions on this store.
     *
     * @param takesBack whether a line can be told to take a job back
     * @param changed hears what the decisions did
     */
    public DecisionDesk(Store store, Predicate<EquipmentId> takesBack, Consumer<FoldResult> changed) {
        this.store = store;
        this.takesBack = takesBack;
        this.changed = changed;
    }

    /**
     * Completes when the decision is durable, or with the reason why it is none.
     *
     * @param who decides, by what he showed; the audit has it beside the name that he gave
     */
    public CompletionStage<DecisionAnswer> decide(DecisionCall call, String who) {
        // The store may ask again; the last answer is the one that counts.
        var refusal = new AtomicReference<@Nullable DecisionAnswer>();
        return store.settle(call.job(), (job, sent) -> judged(job, sent, call, refusal), entry(call, who))
                .thenApply(result -> answer(result, Optional.ofNullable(refusal.get())));
    }

    private static AuditEntry entry(DecisionCall call, String who) {
        return AuditEntry.of(
                who,
                "job-decided",
                call.job().value(),
                Map.of(
                        "decision",
                        call.decision().word(),
                        "as",
                        call.decision().toString(),
                        "attempt",
                        call.attempt(),
                        "confirmed",
                        call.confirmed(),
                        "by",
                        call.by(),
                        "why",
                        call.why()));
    }

    private Optional<JobChange> judged(
            TrackedJob job, SendRecord sent, DecisionCall call, AtomicReference<@Nullable DecisionAnswer> refusal) {
        Verdict verdict = DecisionRules.judge(job, sent, call, takesBack.test(job.line()));
        if (verdict instanceof Verdict.Change decided) {
            refusal.set(null);
            return Optional.of(decided.change());
        }
        refusal.set(((Verdict.Refusal) verdict).why());
        return Optional.empty();
    }

    private DecisionAnswer answer(FoldResult result, Optional<DecisionAnswer> refusal) {
        if (result.after().isEmpty()) {
            return new DecisionAnswer.NoSuchJob();
        }
        if (refusal.isPresent()) {
            return refusal.get();
        }
        changed.accept(result);
        return new DecisionAnswer.Decided(result.after().get());
    }
}
