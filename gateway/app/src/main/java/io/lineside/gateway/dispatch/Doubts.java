package io.lineside.gateway.dispatch;

import io.lineside.gateway.store.FoldResult;
import io.lineside.model.JobOrderId;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobEvidence.Absent;
import io.lineside.model.line.JobEvidence.Forgotten;
import io.lineside.model.line.JobEvidence.Unanswered;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Asks the line about jobs in doubt until it answers with proof. Confined to the dispatch thread. */
final class Doubts {
    private final LineConnector connector;
    private final Roll roll;
    private final DispatchLoop loop;
    private final Desk desk;
    private final Set<JobOrderId> asking = new HashSet<>();

    /** What the desk has to do with it. */
    interface Desk {
        /** Whether the line can be asked; after a lost link the roll call asks. */
        boolean isReady();

        /** What the line's answer made of a job. */
        void settled(FoldResult result);

        /** A question failed, which only a bug may do. */
        void failed(Throwable failure);

        /** The line's answer may not have been kept. */
        void notKept(Throwable failure);
    }

    Doubts(LineConnector connector, Roll roll, DispatchLoop loop, Desk desk) {
        this.connector = connector;
        this.roll = roll;
        this.loop = loop;
        this.desk = desk;
    }

    boolean isEmpty() {
        return asking.isEmpty();
    }

    /** Begins to ask, unless the job is asked about already; false then. */
    boolean resolve(TrackedJob job) {
        boolean begun = asking.add(job.id());
        if (begun) {
            var pause = new Pause();
            askAfter(pause.next(), pause, job);
        }
        return begun;
    }

    private void askAfter(Duration wait, Pause growing, TrackedJob job) {
        loop.after(wait, () -> ask(growing, job));
    }

    private void ask(Pause growing, TrackedJob job) {
        if (!desk.isReady()) {
            asking.remove(job.id());
            return;
        }
        loop.then(connector.query(job.id()), evidence -> answered(growing, job, evidence), failure -> {
            asking.remove(job.id());
            desk.failed(failure);
        });
    }

    private void answered(Pause growing, TrackedJob job, JobEvidence evidence) {
        Duration early = roll.tooEarlyFor(job.id());
        if (evidence instanceof Unanswered) {
            askAfter(growing.next(), growing, job);
        } else if ((evidence instanceof Absent || evidence instanceof Forgotten) && !early.isZero()) {
            askAfter(early, growing, job);
        } else {
            asking.remove(job.id());
            loop.then(roll.record(job.id(), job.attempt(), evidence), desk::settled, desk::notKept);
        }
    }
}
