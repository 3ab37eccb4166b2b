package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineCommand;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the line to take back or to end jobs that shall not be made, each once at a time. Confined to the dispatch thread,
 * but for {@link #mayEnd}.
 */
final class Cancelling {
    /** For the line's own log, in characters that every line has. */
    private static final String BY_PERSON = "a person at the gateway decided that it shall not be made";

    private static final String BY_PLATFORM = "the platform that ordered it has cancelled it";

    // OPC 10031-4 6.2.2: Cancel is for orders that have not started; Abort ends from any state but Ended.
    private static final List<JobAction> NOT_BEGUN = List.of(JobAction.CANCEL, JobAction.ABORT);
    private static final List<JobAction> BEGUN = List.of(JobAction.ABORT, JobAction.STOP);

    private final EquipmentId line;
    private final LineConnector connector;
    private final CommandRoute route;
    private final DispatchLoop loop;
    private final Consumer<Throwable> failed;
    private final Set<JobOrderId> told = new HashSet<>();

    Cancelling(
            EquipmentId line,
            LineConnector connector,
            CommandRoute route,
            DispatchLoop loop,
            Consumer<Throwable> failed) {
        this.line = line;
        this.connector = connector;
        this.route = route;
        this.loop = loop;
        this.failed = failed;
    }

    /** Whether nothing is on its way to the line. */
    boolean isIdle() {
        return told.isEmpty();
    }

    /** Whether the line can be told to take back, or to end, a job that is there in this phase. Thread-safe. */
    boolean mayEnd(JobPhase phase) {
        return commands(phase).stream().anyMatch(connector::offers);
    }

    /** Tells the line, unless its answer is waited for; what comes of it is settled like any command. */
    void cancel(TrackedJob job) {
        if (told.add(job.id())) {
            List<JobAction> commands = commands(job.phase());
            JobAction action =
                    commands.stream().filter(connector::offers).findFirst().orElse(commands.get(0));
            String why = job.wish() == CancelWish.ASKED ? BY_PLATFORM : BY_PERSON;
            var command = new LineCommand(line, new JobCommand(action, job.id(), Optional.empty(), why), job.attempt());
            loop.then(route.send(command), done -> told.remove(job.id()), failure -> {
                told.remove(job.id());
                failed.accept(failure);
            });
        }
    }

    private static List<JobAction> commands(JobPhase phase) {
        return phase == JobPhase.RUNNING || phase == JobPhase.INTERRUPTED ? BEGUN : NOT_BEGUN;
    }
}
