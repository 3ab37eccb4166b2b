package io.lineside.simulator.job;

import static java.util.Objects.requireNonNull;

import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.MaterialRequirement;
import io.lineside.simulator.order.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Set<Integer> scrapped = new HashSet<>();
    private boolean other;
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

    /** Pieces that were made, also those that were scrapped. */
    int made() {
        return made;
    }

    /** From now on it is built as told, or a little otherwise. */
    void build(boolean otherwise) {
        other = otherwise;
    }

    /** What the line builds. */
    JobOrder built() {
        return other
                ? order.with(order.parameters().stream().map(Parameter::other).toList())
                : order;
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

    void countPiece(boolean scrap) {
        made++;
        changes++;
        if (scrap) {
            scrapped.add(made);
        }
    }

    /** What became of each piece, where the order says which pieces they are. */
    private List<UnitResult> units() {
        List<String> serials = order.produced().map(Serials::of).orElse(List.of());
        List<UnitResult> units = new ArrayList<>();
        for (int i = 0; i < Math.min(made, serials.size()); i++) {
            units.add(new UnitResult(serials.get(i), !scrapped.contains(i + 1)));
        }
        return units;
    }

    private List<Parameter> builtWith() {
        return state.hasNotBegun() ? List.of() : built().parameters();
    }

    JobSnapshot snapshot() {
        MaterialRequirement produced = order.produced()
                .orElse(new MaterialRequirement(null, null, MaterialRequirement.PRODUCED, null, null))
                .withQuantity(Integer.toString(made - scrapped.size()));
        JobResponse response = new JobResponse(
                id() + "#" + changes,
                id(),
                Optional.ofNullable(startTime),
                Optional.ofNullable(endTime),
                state,
                subState,
                made - scrapped.size(),
                scrapped.size(),
                produced,
                builtWith(),
                units());
        return new JobSnapshot(order, response);
    }
}
