package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Has the line end a job of which it builds something other than was ordered: Abort, or Stop where it has no Abort. Told
 * once, since a person has to look anyway; what the line answered stands in the job's reason. Confined to the dispatch
 * thread.
 */
final class Ending {
    /** For the line's own log, in characters that every line has. */
    private static final String WHY = "the results are not what was ordered";

    private final EquipmentId line;
    private final Store store;
    private final LineConnector connector;
    private final CommandRoute route;
    private final DispatchLoop loop;
    private final Consumer<Throwable> failed;
    private final Set<JobOrderId> told = new HashSet<>();

    Ending(
            LineConnector connector,
            EquipmentId line,
            Store store,
            CommandRoute route,
            DispatchLoop loop,
            Consumer<Throwable> failed) {
        this.connector = connector;
        this.line = line;
        this.store = store;
        this.route = route;
        this.loop = loop;
        this.failed = failed;
    }

    /** Whether nothing is on its way to the line. */
    boolean isIdle() {
        return told.isEmpty();
    }

    /** Tells the line. */
    void end(TrackedJob job) {
        Optional<JobAction> action = Stream.of(JobAction.ABORT, JobAction.STOP)
                .filter(connector::offers)
                .findFirst();
        if (action.isEmpty()) {
            loop.then(
                    store.change(job.id(), now -> answered(now, job.attempt(), "the line has neither Abort nor Stop")),
                    kept -> {},
                    failed);
        } else if (told.add(job.id())) {
            var command =
                    new LineCommand(line, new JobCommand(action.get(), job.id(), Optional.empty(), WHY), job.attempt());
            loop.then(route.send(command), done -> told.remove(job.id()), failure -> {
                told.remove(job.id());
                failed.accept(failure);
            });
        }
    }

    /** What the line's answer makes of the job: it stays as it is, and whoever looks knows more. */
    static Optional<JobChange> answered(TrackedJob job, int attempt, CommandOutcome outcome) {
        return answered(job, attempt, words(outcome));
    }

    private static Optional<JobChange> answered(TrackedJob job, int attempt, String words) {
        return job.phase() == JobPhase.QUARANTINED
                        && job.attempt() == attempt
                        && !job.reason().endsWith(words)
                ? Optional.of(
                        JobChange.to(JobPhase.QUARANTINED, EventType.JOB_QUARANTINED, job, job.reason() + "; " + words))
                : Optional.empty();
    }

    private static String words(CommandOutcome outcome) {
        if (outcome instanceof Accepted) {
            return "the line has ended it";
        }
        return "end it there: "
                + (outcome instanceof Refused refused ? refused.reason() : ((Unknown) outcome).waitedFor());
    }
}
