package io.lineside.gateway.progress;

import io.lineside.gateway.progress.UnitFate.State;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of the pieces of one item, worked out from its jobs: nothing is kept for a piece. Where lines only count,
 * the highest numbers of a batch are taken for those that were scrapped or not made, as they are when scrap is made
 * again. Pure; confined to one thread.
 */
public final class UnitFates {
    /** A batch, or what makes some of it again, and its jobs. */
    private record Try(Units units, List<TrackedJob> jobs) {
        int remake() {
            return jobs.get(0).batch().remake();
        }

        boolean isOver() {
            return jobs.stream().allMatch(job -> job.phase().isFinal());
        }

        boolean isQuarantined() {
            return jobs.stream().anyMatch(job -> job.phase() == JobPhase.QUARANTINED);
        }

        boolean hasBegun() {
            return jobs.stream().anyMatch(job -> job.startedAt().isPresent());
        }

        int missing() {
            return Math.max(0, units.count() - Finished.pieces(jobs));
        }

        int scrap() {
            return jobs.stream().mapToInt(TrackedJob::scrap).sum();
        }

        /** Whether all of its pieces, or none, came to the same end. */
        boolean isEven() {
            return scrap() == 0 && (missing() == 0 || missing() == units.count());
        }

        String counts() {
            return jobs.stream()
                    .filter(job -> job.scrap() > 0 || (job.phase().isFinal() && job.good() < job.quantity()))
                    .map(job ->
                            job.operation() + ": " + job.good() + " good, " + job.scrap() + " scrap of pieces " + units)
                    .collect(Collectors.joining("; "));
        }
    }

    private final List<Try> tries;

    /** The pieces of the item that these jobs make. */
    public UnitFates(List<TrackedJob> ofItem) {
        Map<String, List<TrackedJob>> batches = new LinkedHashMap<>();
        ofItem.forEach(job -> batches.computeIfAbsent(
                        job.batch().number() + "/" + job.batch().remake(), batch -> new ArrayList<>())
                .add(job));
        tries = batches.values().stream()
                .map(jobs -> new Try(jobs.get(0).batch().units(), jobs))
                .sorted(Comparator.comparingInt(Try::remake))
                .toList();
    }

    /** What became of the piece with this number. */
    public UnitFate of(int number) {
        List<Try> own =
                tries.stream().filter(one -> one.units().contains(number)).toList();
        if (own.isEmpty()) {
            return new UnitFate(State.NOT_MADE, true, "", List.of());
        }
        Try last = own.get(own.size() - 1);
        boolean certain = own.stream().allMatch(Try::isEven) || !last.isOver();
        String counts =
                own.stream().map(Try::counts).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        return new UnitFate(
                state(last, number),
                certain,
                counts.isEmpty() || certain
                        ? counts
                        : counts + "; which one is not known, the highest numbers are taken for it",
                own.stream().flatMap(one -> one.jobs().stream()).toList());
    }

    private static State state(Try last, int number) {
        if (last.isQuarantined()) {
            return State.QUARANTINED;
        }
        if (!last.isOver()) {
            return last.hasBegun() || last.remake() > 0 ? State.IN_PROGRESS : State.WAITING;
        }
        int missing = last.missing();
        if (!last.units().highest(missing).contains(number)) {
            return State.GOOD;
        }
        return last.units().highest(Math.min(missing, last.scrap())).contains(number) ? State.SCRAPPED : State.NOT_MADE;
    }
}
