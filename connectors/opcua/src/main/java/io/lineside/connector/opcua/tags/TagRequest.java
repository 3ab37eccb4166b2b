package io.lineside.connector.opcua.tags;

import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.RefusalCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** One command on its way; knows whether the line may have seen it. Thread-safe. */
final class TagRequest {
    private enum Phase {
        PREPARING,
        ASKED,
        ABANDONED
    }

    private final JobCommand command;
    private final Deadline deadline;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PREPARING);

    TagRequest(JobCommand command, Duration patience) {
        this.command = command;
        deadline = Deadline.in(patience);
    }

    JobCommand command() {
        return command;
    }

    Deadline deadline() {
        return deadline;
    }

    /** From here on the line may have seen it; false when it was given up before and must not be asked any more. */
    boolean ask() {
        return !deadline.isOver() && phase.compareAndSet(Phase.PREPARING, Phase.ASKED);
    }

    /** Gives it up: what is known about it then. */
    CommandOutcome abandon(String why) {
        return phase.compareAndSet(Phase.PREPARING, Phase.ABANDONED) || phase.get() == Phase.ABANDONED
                ? new CommandOutcome.Refused(RefusalCode.NOT_DELIVERED, why)
                : new CommandOutcome.Unknown(why);
    }
}
