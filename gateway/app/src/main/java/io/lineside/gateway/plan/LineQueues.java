package io.lineside.gateway.plan;

import io.lineside.model.EquipmentId;
import io.lineside.model.work.Effort;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queues of the lines while an order is planned, and which line a job goes to: one that can be reached; then, where
 * the order is wanted by a time, one that is done by then, with the line that is set up already before others; otherwise
 * the one that is done first, where a set-up counts twice, so that a second line joins a campaign only where that gains
 * more than it costs. Equal lines are taken by name. A line does one job after the other. Confined to one thread.
 */
final class LineQueues {
    /** What a job needs of a line; times are from now on. */
    record Need(Effort effort, int pieces, Duration ready, Duration due) {}

    /** A line, when a job would run there, and why it is the line. */
    record Choice(EquipmentId line, Duration start, Duration done, String why) {}

    /** What a line can offer a job. */
    record Offer(EquipmentId line, boolean reachable, Duration free, boolean change, Duration start, Duration done) {
        boolean inTime(Need need) {
            return done.compareTo(need.due()) <= 0;
        }

        Duration cost(Need need) {
            return change && !inTime(need) ? done.plus(need.effort().setup()) : done;
        }
    }

    private record Queue(boolean reachable, Duration free, String setUpFor) {}

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
                new Queue(best.reachable(), best.done(), need.effort().setUpFor()));
        return new Choice(best.line(), best.start(), best.done(), new ChoiceWords(now, need).why(offers));
    }

    private Offer offer(EquipmentId line, Need need) {
        Queue queue = queues.computeIfAbsent(line, this::queue);
        Effort effort = need.effort();
        boolean change = !effort.setup().isZero()
                && (effort.setUpFor().isEmpty() || !effort.setUpFor().equals(queue.setUpFor()));
        Duration start = queue.free().compareTo(need.ready()) > 0 ? queue.free() : need.ready();
        Duration made = effort.each().multipliedBy(need.pieces());
        Duration done = start.plus(change ? effort.setup().plus(made) : made);
        return new Offer(line, queue.reachable(), queue.free(), change, start, done);
    }

    private Queue queue(EquipmentId line) {
        LineNow found = floor.of(line);
        return new Queue(found.reachable(), found.queued(), found.setUpFor());
    }

    private static Comparator<Offer> order(Need need) {
        return Comparator.comparing((Offer offer) -> !offer.reachable())
                .thenComparing(offer -> !offer.inTime(need))
                .thenComparing(offer -> offer.inTime(need) && offer.change())
                .thenComparing(offer -> offer.cost(need))
                .thenComparing(Offer::line);
    }
}
