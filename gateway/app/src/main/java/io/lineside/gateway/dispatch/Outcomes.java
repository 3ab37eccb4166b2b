package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Haste;
import io.lineside.gateway.store.Store;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence.Absent;
import io.lineside.model.line.JobEvidence.Present;
import io.lineside.model.line.JobEvidence.Unanswered;
import io.lineside.model.line.LineConnector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes the outcomes of commands durable, asking the line first where an answer alone proves nothing. Thread-safe. */
final class Outcomes {
    private final DeskSettings settings;
    private final LateArrivals late;
    private final Store store;
    private final LineConnector connector;
    private final Roll roll;

    Outcomes(DeskSettings settings, LateArrivals late, Store store, LineConnector connector, Roll roll) {
        this.settings = settings;
        this.late = late;
        this.store = store;
        this.connector = connector;
        this.roll = roll;
    }

    /** Completes when the outcome is durable, with what it changed; empty where it is not about the job's phase. */
    CompletionStage<Optional<FoldResult>> settle(LineAnswer answer) {
        LineCommand command = answer.command();
        JobOrderId id = command.command().jobOrderId();
        return switch (command.command().action()) {
            case CLEAR -> clear(id, answer.outcome()).thenApply(cleared -> Optional.empty());
            case CANCEL -> cancel(id, command.attempt(), answer.outcome()).thenApply(Optional::of);
            case START -> start(id, command.attempt(), answer.outcome()).thenApply(Optional::of);
            case ABORT, STOP -> end(id, command.attempt(), answer.outcome()).thenApply(Optional::of);
            default ->
                sending(id, command.attempt(), command.command().action(), answer.outcome())
                        .thenApply(Optional::of);
        };
    }

    private CompletionStage<Void> clear(JobOrderId id, CommandOutcome outcome) {
        // A line without Clear forgets by itself, or never. Otherwise the job stays on the list of jobs to clear.
        boolean forgotten = outcome instanceof Accepted
                || (outcome instanceof Refused refused
                        && (refused.code() == RefusalCode.UNKNOWN_JOB_ORDER
                                || refused.code() == RefusalCode.UNSUPPORTED));
        return forgotten ? store.cleared(id) : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<FoldResult> cancel(JobOrderId id, int attempt, CommandOutcome outcome) {
        if (outcome instanceof Accepted) {
            return store.change(id, job -> CancelRules.takenBack(job, attempt));
        }
        if (outcome instanceof Unknown unknown) {
            return store.change(id, job -> CancelRules.unanswered(job, attempt, unknown.waitedFor()));
        }
        var refusal = (Refused) outcome;
        if (refusal.code() == RefusalCode.NOT_DELIVERED) {
            return store.change(id, job -> CancelRules.unanswered(job, attempt, refusal.reason()));
        }
        return connector.query(id).thenCompose(evidence -> {
            if (evidence instanceof Present present
                    && !hasBegun(present.response().state())) {
                JobState state = present.response().state();
                return store.change(id, job -> CancelRules.kept(job, attempt, refusal, state));
            }
            return evidence instanceof Unanswered unanswered
                    ? store.change(id, job -> CancelRules.unanswered(job, attempt, unanswered.waitedFor()))
                    : roll.record(id, attempt, evidence);
        });
    }

    /** Either it builds something else than was ordered, or nobody wants it any more. */
    private CompletionStage<FoldResult> end(JobOrderId id, int attempt, CommandOutcome outcome) {
        return store.change(id, job -> Ending.answered(job, attempt, outcome))
                .thenCompose(result -> result.after()
                                .filter(job -> job.attempt() == attempt && CancelRules.isAsked(job))
                                .isPresent()
                        ? askedToEnd(id, attempt, outcome)
                        : CompletableFuture.completedFuture(result));
    }

    private CompletionStage<FoldResult> askedToEnd(JobOrderId id, int attempt, CommandOutcome outcome) {
        if (outcome instanceof Unknown unknown) {
            return store.change(id, job -> CancelRules.unanswered(job, attempt, unknown.waitedFor()));
        }
        if (outcome instanceof Refused refusal && refusal.code() == RefusalCode.NOT_DELIVERED) {
            return store.change(id, job -> CancelRules.unanswered(job, attempt, refusal.reason()));
        }
        // What was made until then is in no answer to a command.
        return connector.query(id).thenCompose(evidence -> {
            if (outcome instanceof Accepted && evidence instanceof Absent) {
                return store.change(id, job -> CancelRules.takenBack(job, attempt))
                        .thenCompose(result -> result.changed()
                                ? CompletableFuture.completedFuture(result)
                                : roll.record(id, attempt, evidence));
            }
            if (outcome instanceof Refused refusal && evidence instanceof Present present) {
                JobState state = present.response().state();
                return roll.record(id, attempt, evidence)
                        .thenCompose(known -> store.change(
                                id,
                                job -> hasBegun(state)
                                        ? CancelRules.goesOn(job, attempt, refusal)
                                        : CancelRules.kept(job, attempt, refusal, state)));
            }
            return roll.record(id, attempt, evidence);
        });
    }

    private static boolean hasBegun(JobState state) {
        return state != JobState.NOT_ALLOWED_TO_START && state != JobState.ALLOWED_TO_START;
    }

    private CompletionStage<FoldResult> start(JobOrderId id, int attempt, CommandOutcome outcome) {
        if (outcome instanceof Accepted) {
            return store.change(id, Haste.IN_A_MOMENT, job -> DispatchRules.started(job, attempt));
        }
        return connector.query(id).thenCompose(evidence -> {
            if (outcome instanceof Refused refusal && evidence instanceof Absent) {
                return store.change(id, job -> DispatchRules.notStarted(job, attempt, refusal));
            }
            if (outcome instanceof Refused refusal && evidence instanceof Present present) {
                return startRefused(id, attempt, refusal, present.response());
            }
            return roll.record(id, attempt, evidence);
        });
    }

    private CompletionStage<FoldResult> startRefused(
            JobOrderId id, int attempt, Refused refusal, JobResponse response) {
        if (refusal.code() == RefusalCode.NOT_AS_ORDERED) {
            return store.change(id, job -> DispatchRules.notAsOrdered(job, attempt, refusal, response.state()));
        }
        return response.state() == JobState.NOT_ALLOWED_TO_START
                ? store.change(id, job -> DispatchRules.startRefused(job, attempt, refusal))
                : roll.record(id, attempt, new Present(response));
    }

    private CompletionStage<FoldResult> sending(JobOrderId id, int attempt, JobAction action, CommandOutcome outcome) {
        if (outcome instanceof Refused refusal) {
            return refusal.code() == RefusalCode.NOT_DELIVERED
                    ? store.change(id, job -> DispatchRules.notDelivered(job, attempt, refusal))
                    : refused(id, attempt, refusal);
        }
        if (outcome instanceof Unknown unknown) {
            return unanswered(id, attempt, action, unknown);
        }
        // Whoever only stored it is told to start it next; one that also starts it needs nothing more.
        Haste haste = action == JobAction.STORE ? Haste.AT_ONCE : Haste.IN_A_MOMENT;
        return store.change(id, haste, job -> DispatchRules.settle(job, attempt, action, outcome));
    }

    /** Keeps that nothing is known of a sending. */
    CompletionStage<FoldResult> unanswered(JobOrderId id, int attempt, JobAction action, Unknown unknown) {
        late.unanswered(id);
        return store.change(
                id,
                job -> settings.blind()
                        ? DispatchRules.blind(job, attempt, settings.onDoubt(), unknown.waitedFor())
                        : DispatchRules.settle(job, attempt, action, unknown));
    }

    private CompletionStage<FoldResult> refused(JobOrderId id, int attempt, Refused refusal) {
        if (settings.blind()) {
            return refusedAndAbsent(id, attempt, refusal);
        }
        return connector.query(id).thenCompose(evidence -> {
            if (evidence instanceof Absent) {
                return refusedAndAbsent(id, attempt, refusal);
            }
            if (evidence instanceof Unanswered unanswered) {
                return store.change(
                        id, job -> DispatchRules.refusedInDoubt(job, attempt, refusal, unanswered.waitedFor()));
            }
            if (evidence instanceof Present present && refusal.code() == RefusalCode.NOT_AS_ORDERED) {
                JobState state = present.response().state();
                return store.change(id, job -> DispatchRules.notAsOrdered(job, attempt, refusal, state));
            }
            return roll.record(id, attempt, evidence);
        });
    }

    private CompletionStage<FoldResult> refusedAndAbsent(JobOrderId id, int attempt, Refused refusal) {
        Duration mayArriveFor = late.left(id);
        return store.settle(id, (job, sent) -> DispatchRules.refused(job, attempt, refusal, sent, mayArriveFor));
    }
}
