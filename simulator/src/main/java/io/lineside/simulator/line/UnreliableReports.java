package io.lineside.simulator.line;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.JobListener;
import io.lineside.simulator.job.JobSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes a line's reports on to its wire, and as its switches want it: twice, in the wrong order, or once more when they
 * are out of date. Confined to the line's thread.
 */
public final class UnreliableReports implements JobListener {
    /** A report that waits to change places with the next one does not wait longer than that. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(300);

    private final JobListener wire;
    private final LineRuntime runtime;
    private final Map<String, JobSnapshot> latest = new HashMap<>();
    private @Nullable JobSnapshot waiting;

    private UnreliableReports(JobListener wire, LineRuntime runtime) {
        this.wire = wire;
        this.runtime = runtime;
    }

    /** Tells the wire of every change from now on. */
    public static void begin(LineRuntime runtime, JobListener wire) {
        runtime.jobs().listen(new UnreliableReports(wire, runtime));
    }

    @Override
    public void changed(JobSnapshot job) {
        Behaviour behaviour = runtime.switches().current();
        JobSnapshot before = latest.put(job.response().jobOrderId(), job);
        Duration late = behaviour.time(Switch.LATE);
        if (before != null && job.response().state().isOver() && !late.isZero()) {
            after(late, () -> wire.changed(before));
        }
        JobSnapshot first = waiting;
        waiting = null;
        if (behaviour.is(Switch.REORDER) && first == null) {
            waiting = job;
            after(LONGEST_WAIT, () -> release(job));
            return;
        }
        tell(job, behaviour);
        if (first != null) {
            tell(first, behaviour);
        }
    }

    @Override
    public void forgotten(String jobOrderId) {
        latest.remove(jobOrderId);
        wire.forgotten(jobOrderId);
    }

    private void release(JobSnapshot job) {
        if (job.equals(waiting)) {
            waiting = null;
            tell(job, runtime.switches().current());
        }
    }

    private void tell(JobSnapshot job, Behaviour behaviour) {
        wire.changed(job);
        if (behaviour.is(Switch.TWICE)) {
            wire.changed(job);
        }
    }

    private void after(Duration wait, Runnable task) {
        try {
            var unused = runtime.worker().schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The line has ended: nobody is left to tell.
        }
    }
}
