package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineCommand;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.work.TrackedJob;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tells the line to take back jobs that shall not be made, each once at a time. Confined to the dispatch thread. */
final class Cancelling {
    /** For the line's own log, in characters that every line has. */
    private static final String WHY = "a person at the gateway decided that it shall not be made";

    private final EquipmentId line;
    private final CommandRoute route;
    private final DispatchLoop loop;
    private final Consumer<Throwable> failed;
    private final Set<JobOrderId> told = new HashSet<>();

    Cancelling(EquipmentId line, CommandRoute route, DispatchLoop loop, Consumer<Throwable> failed) {
        this.line = line;
        this.route = route;
        this.loop = loop;
        this.failed = failed;
    }

    /** Whether nothing is on its way to the line. */
    boolean isIdle() {
        return told.isEmpty();
    }

    /** Tells the line, unless its answer is waited for; what comes of it is settled like any command. */
    void cancel(TrackedJob job) {
        if (told.add(job.id())) {
            var command = new LineCommand(
                    line, new JobCommand(JobAction.CANCEL, job.id(), Optional.empty(), WHY), job.attempt());
            loop.then(route.send(command), done -> told.remove(job.id()), failure -> {
                told.remove(job.id());
                failed.accept(failure);
            });
        }
    }
}
