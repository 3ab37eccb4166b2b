package io.lineside.gateway.progress;

import io.lineside.gateway.progress.UnitFate.State;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of the pieces of one item, worked out from its jobs. A piece that its lines named is what they say. Where
 * lines only count, the highest numbers of a batch are taken for those that were scrapped or not made, as they are when
 * scrap is made again. Pure; confined to one thread.
 */
public final class UnitFates {
    /** A batch, or what makes some of it again, and its jobs. */
    private record Try(Units units, List<TrackedJob> jobs) {
        int remake() {
            return jobs.get(0).batch().remake();
        }

        int number() {
            return jobs.get(0).batch().number();
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

        boolean isNamedScrap(int number) {
            return jobs.stream().anyMatch(job -> job.named().scrap().contains(number));
        }

        /** Whether every line that finishes it says so of this piece. */
        boolean isNamedGood(int number) {
            return jobs.stream()
                    .filter(TrackedJob::lastOperation)
                    .allMatch(job -> job.named().good().contains(number));
        }

        boolean isNamed(int number) {
            return isNamedScrap(number) || isNamedGood(number);
        }

        Units named(Predicate<Integer> which) {
            return Units.of(units.numbers().filter(which::test));
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
    private final IdentityHashMap<Try, Lost> lost = new IdentityHashMap<>();

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
        boolean certain = own.stream().allMatch(one -> isCertain(one, number, last));
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

    /** A piece that is still on its way is no question of counts. */
    private static boolean isCertain(Try one, int number, Try last) {
        return one.isEven() || one.isNamed(number) || (one.equals(last) && !one.isOver());
    }

    private State state(Try last, int number) {
        if (last.isQuarantined()) {
            return State.QUARANTINED;
        }
        if (last.isNamedScrap(number)) {
            return State.SCRAPPED;
        }
        if (last.isNamedGood(number)) {
            return State.GOOD;
        }
        if (!last.isOver()) {
            return last.hasBegun() || last.remake() > 0 ? State.IN_PROGRESS : State.WAITING;
        }
        return counted(last, number);
    }

    /**
     * The pieces of a try that are taken for lost by counts alone.
     *
     * @param missing scrapped or not made
     * @param scrapped those among them that were made
     */
    private record Lost(Units missing, Units scrapped) {}

    private State counted(Try last, int number) {
        Lost taken = lost.computeIfAbsent(last, this::lost);
        if (!taken.missing().contains(number)) {
            return State.GOOD;
        }
        return taken.scrapped().contains(number) ? State.SCRAPPED : State.NOT_MADE;
    }

    /** Without the pieces that were named, and those that are made again. */
    private Lost lost(Try last) {
        Units again = again(last);
        Units scrap = last.named(last::isNamedScrap).minus(again);
        Units rest = last.units().minus(again).minus(scrap).minus(last.named(last::isNamedGood));
        int missing = last.missing() - again.count() - scrap.count();
        int scrapped = Math.min(missing, last.scrap() - again.count() - scrap.count());
        return new Lost(rest.highest(missing), rest.highest(scrapped));
    }

    /** Pieces of a try that later ones make again. */
    private Units again(Try before) {
        Units again = Units.NONE;
        for (Try later : tries) {
            if (later.remake() > before.remake() && later.number() == before.number()) {
                again = again.plus(later.units());
            }
        }
        return Units.of(again.numbers().filter(before.units()::contains));
    }
}
