package io.lineside.gateway.trace;

import io.lineside.model.TraceParent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far the trace of an order is. Confined to the thread that makes traces. */
final class OrderTrace {
    private final TraceParent accepted;
    private final Instant begun;
    private final Map<String, Stage> jobs = new HashMap<>();

    /** An order whose acceptance is this span, and began then. */
    OrderTrace(TraceParent accepted, Instant begun) {
        this.accepted = accepted;
        this.begun = begun;
    }

    /** What a job does now, since when. */
    record Stage(String name, Instant since, int attempt) {}

    TraceParent accepted() {
        return accepted;
    }

    Instant begun() {
        return begun;
    }

    /** Puts a job into its next stage; tells the one before. */
    Optional<Stage> enter(String job, Stage next) {
        return Optional.ofNullable(jobs.put(job, next));
    }

    /** Ends a job's stage. */
    Optional<Stage> leave(String job) {
        return Optional.ofNullable(jobs.remove(job));
    }
}
