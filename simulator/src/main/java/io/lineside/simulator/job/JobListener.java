package io.lineside.simulator.job;

/** Hears of every change to a line's jobs, one after the other, on the line's own thread. */
public interface JobListener {
    /** A job changed its state, its count or its order. */
    void changed(JobSnapshot job);

    /** The line no longer knows the job. */
    void forgotten(String jobOrderId);
}
