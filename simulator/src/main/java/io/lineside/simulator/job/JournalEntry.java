package io.lineside.simulator.job;

import io.lineside.simulator.order.JobOrder;
import java.time.Instant;
import java.util.Optional;

/** One line of a line's journal: what happened to one of its jobs, and when. */
sealed interface JournalEntry {
    /** When it happened. */
    Instant at();

    /**
     * The line took an order.
     *
     * @param ledgerSeq the made ledger's last number at that moment: older pieces belong to an earlier job of that id
     */
    record Stored(Instant at, JobOrder order, JobState state, Optional<SubState> subState, long ledgerSeq)
            implements JournalEntry {}

    /** The order was replaced. */
    record Updated(Instant at, JobOrder order) implements JournalEntry {}

    /** The job went to another state. */
    record Entered(Instant at, String jobOrderId, JobState state, Optional<SubState> subState)
            implements JournalEntry {}

    /** The line forgot the job. */
    record Forgotten(Instant at, String jobOrderId) implements JournalEntry {}
}
