package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.work.TrackedJob;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a decision did to a job and to the jobs that waited for it.
 *
 * @param before the row the decision saw; empty when the store knows no such job
 * @param after the row now, equal to {@code before} when the decision changed nothing
 * @param linesWithNewWork lines at which a job became ready to be sent
 */
public record FoldResult(Optional<TrackedJob> before, Optional<TrackedJob> after, Set<EquipmentId> linesWithNewWork) {
    /** Copies the set. */
    public FoldResult {
        linesWithNewWork = Set.copyOf(linesWithNewWork);
    }

    /** Whether the store knows the job. */
    public boolean known() {
        return before.isPresent();
    }

    /** Whether the decision changed the job. */
    public boolean changed() {
        return !before.equals(after);
    }

    /** Nothing of ours was touched. */
    public static FoldResult nothing() {
        return unknown();
    }

    /** Both, this one first: of one job. */
    public FoldResult then(FoldResult next) {
        if (before.isEmpty() || next.before.isEmpty()) {
            return before.isEmpty() ? next : this;
        }
        var lines = new HashSet<>(linesWithNewWork);
        lines.addAll(next.linesWithNewWork);
        return new FoldResult(before, next.after, lines);
    }

    static FoldResult unknown() {
        return new FoldResult(Optional.empty(), Optional.empty(), Set.of());
    }

    static FoldResult unchanged(TrackedJob job) {
        return new FoldResult(Optional.of(job), Optional.of(job), Set.of());
    }
}
