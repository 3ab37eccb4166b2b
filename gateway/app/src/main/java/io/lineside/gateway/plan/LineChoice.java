package io.lineside.gateway.plan;

import io.lineside.gateway.plan.LineQueues.Choice;
import io.lineside.gateway.plan.LineQueues.Need;
import io.lineside.model.EquipmentId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.work.Effort;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses lines for jobs one after the other, as the planner does for those of an order. Confined to one thread. */
public final class LineChoice {
    /** A line, and why it is the line. */
    public record Chosen(EquipmentId line, String why) {}

    /**
     * A job without a line.
     *
     * @param after ids of jobs that were chosen lines for before, and that it waits for
     * @param capable at least one line
     */
    public record Job(
            String id,
            List<String> after,
            List<EquipmentId> capable,
            Effort effort,
            int pieces,
            Optional<WorkMasterId> workMaster,
            Optional<Instant> wantedBy) {
        /** Copies the lists. */
        public Job {
            after = List.copyOf(after);
            capable = List.copyOf(capable);
        }
    }

    private final LineQueues queues;
    private final Instant now;
    private final Map<String, Duration> done = new HashMap<>();

    /** Lines as they are at that moment. */
    public LineChoice(FloorState floor, Instant now) {
        this.queues = new LineQueues(floor, now);
        this.now = now;
    }

    /** The line of the next job, at the end of whose queue it is put. */
    public Chosen choose(Job job) {
        Duration ready = job.after().stream()
                .map(before -> done.getOrDefault(before, Duration.ZERO))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration due = job.wantedBy().map(by -> Duration.between(now, by)).orElse(Planner.NO_WISH);
        Choice choice =
                queues.choose(job.capable(), new Need(job.effort(), job.pieces(), ready, due, job.workMaster()));
        done.put(job.id(), choice.done());
        return new Chosen(choice.line(), choice.why());
    }
}
