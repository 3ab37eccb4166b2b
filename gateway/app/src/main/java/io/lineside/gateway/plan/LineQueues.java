package io.lineside.gateway.plan;

import io.lineside.gateway.plan.LineNow.Pace;
import io.lineside.model.EquipmentId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.work.Effort;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queues of the lines while an order is planned, and which line a job goes to: one that can be reached; then, where
 * the order is wanted by a time, one that is done by then, with the line that is set up already before others; otherwise
 * the one that is done first, where a set-up counts twice, so that a second line joins a campaign only where that gains
 * more than it costs. Equal lines are taken by name. A line does one job after the other. Confined to one thread.
 */
final class LineQueues {
    /**
     * What a job needs of a line; times are from now on.
     *
     * @param due when it has to be done, so that what comes after it can be done in time; {@link Planner#NO_WISH} for none
     * @param workMaster by which lines' measured times are looked up; empty where that is not known
     */
    record Need(Effort effort, int pieces, Duration ready, Duration due, Optional<WorkMasterId> workMaster) {
        boolean isWanted() {
            return !due.equals(Planner.NO_WISH);
        }
    }

    /** A line, when a job would run there, and why it is the line. */
    record Choice(EquipmentId line, Duration start, Duration done, String why, boolean measured) {}

    /** What a line can offer a job. */
    record Offer(
            EquipmentId line,
            boolean reachable,
            Duration free,
            boolean change,
            Duration start,
            Duration done,
            Optional<Pace> measured) {
        boolean inTime(Need need) {
            return done.compareTo(need.due()) <= 0;
        }

        Duration cost(Need need) {
            return change && !inTime(need) ? done.plus(need.effort().setup()) : done;
        }
    }

    private record Queue(boolean reachable, Duration free, String setUpFor, Map<WorkMasterId, Pace> paces) {}

    private final FloorState floor;
    private final Instant now;
    private final Map<EquipmentId, Queue> queues = new HashMap<>();

    LineQueues(FloorState floor, Instant now) {
        this.floor = floor;
        this.now = now;
    }

    /** Puts a job at the end of the best queue of at least one line that can make it. */
    Choice choose(List<EquipmentId> capable, Need need) {
        List<Offer> offers = capable.stream()
                .map(line -> offer(line, need))
                .sorted(order(need))
                .toList();
        Offer best = offers.get(0);
        queues.put(
                best.line(),
                new Queue(
                        best.reachable(),
                        best.done(),
                        need.effort().setUpFor(),
                        floor.of(best.line()).paces()));
        return new Choice(
                best.line(),
                best.start(),
                best.done(),
                new ChoiceWords(now, need).why(offers),
                best.measured().isPresent());
    }

    private Offer offer(EquipmentId line, Need need) {
        Queue queue = queues.computeIfAbsent(line, this::queue);
        Effort effort = need.effort();
        boolean change = !effort.setup().isZero()
                && (effort.setUpFor().isEmpty() || !effort.setUpFor().equals(queue.setUpFor()));
        Duration start = queue.free().compareTo(need.ready()) > 0 ? queue.free() : need.ready();
        Optional<Pace> measured = need.workMaster()
                .flatMap(master -> Optional.ofNullable(queue.paces().get(master)));
        Duration made = measured.map(Pace::each).orElse(effort.each()).multipliedBy(need.pieces());
        Duration done = start.plus(change ? effort.setup().plus(made) : made);
        return new Offer(line, queue.reachable(), queue.free(), change, start, done, measured);
    }

    private Queue queue(EquipmentId line) {
        LineNow found = floor.of(line);
        return new Queue(found.reachable(), found.queued(), found.setUpFor(), found.paces());
    }

    private static Comparator<Offer> order(Need need) {
        return Comparator.comparing((Offer offer) -> !offer.reachable())
                .thenComparing(offer -> !offer.inTime(need))
                .thenComparing(offer -> offer.inTime(need) && offer.change())
                .thenComparing(offer -> offer.cost(need))
                .thenComparing(Offer::line);
    }
}
