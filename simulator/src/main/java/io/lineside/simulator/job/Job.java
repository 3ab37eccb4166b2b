package io.lineside.simulator.job;

import static java.util.Objects.requireNonNull;

import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.MaterialRequirement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job that a line knows. Confined to the lock of its {@link JobControl}. */
final class Job {
    private final long ledgerSeq;
    private JobOrder order;
    private JobState state;
    private Optional<SubState> subState = Optional.empty();
    private @Nullable Instant startTime;
    private @Nullable Instant endTime;
    private int made;
    private int changes = 1;

    Job(JobOrder order, JobState state, long ledgerSeq) {
        this.order = order;
        this.state = state;
        this.ledgerSeq = ledgerSeq;
    }

    String id() {
        return order.jobOrderId();
    }

    JobOrder order() {
        return order;
    }

    JobState state() {
        return state;
    }

    Optional<SubState> subState() {
        return subState;
    }

    /** When it was over; asked for only then. */
    Instant endTime() {
        return requireNonNull(endTime, "endTime");
    }

    int made() {
        return made;
    }

    boolean isMade() {
        return made >= order.pieces();
    }

    /** Whether a piece of that number in the ledger can be this job's. */
    boolean isOlderThan(long seq) {
        return seq > ledgerSeq;
    }

    /** The substate that it is taken with; set once, before it is told to anybody. */
    void prepared(Optional<SubState> newSubState) {
        subState = newSubState;
    }

    /** Goes to another of the states that come before it is begun; the substate is worked out after that. */
    void release(JobState newState) {
        state = newState;
    }

    void replace(JobOrder newOrder) {
        order = newOrder;
        changes++;
    }

    void enter(JobState newState, Optional<SubState> newSubState, Instant at) {
        state = newState;
        subState = newSubState;
        changes++;
        if (newState == JobState.RUNNING && startTime == null) {
            startTime = at;
        }
        if (newState.isOver()) {
            endTime = at;
        }
    }

    void countPiece() {
        made++;
        changes++;
    }

    JobSnapshot snapshot() {
        MaterialRequirement produced = order.produced()
                .orElse(new MaterialRequirement(null, null, MaterialRequirement.PRODUCED, null, null))
                .withQuantity(Integer.toString(made));
        JobResponse response = new JobResponse(
                id() + "#" + changes,
                id(),
                Optional.ofNullable(startTime),
                Optional.ofNullable(endTime),
                state,
                subState,
                made,
                0,
                produced);
        return new JobSnapshot(order, response);
    }
}
