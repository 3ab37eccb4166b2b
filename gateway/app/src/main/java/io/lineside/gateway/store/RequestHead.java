package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How far an order is: read once and written once per work, however many jobs change. Confined to its work. */
final class RequestHead {

    private final Order order;
    private final EnumMap<JobPhase, Integer> phases;
    private RequestState state;
    private long seq;
    private Instant changedAt;
    private int finished;

    /**
     * What of the order never changes.
     *
     * @param quantity pieces of all items
     */
    record Order(WorkRequestId id, TenantId tenant, Optional<String> externalId, int quantity) {}

    RequestHead(Order order, RequestState state, Instant changedAt) {
        this.order = order;
        this.state = state;
        this.changedAt = changedAt;
        this.phases = new EnumMap<>(JobPhase.class);
    }

    /** Puts back what was kept. */
    RequestHead with(long seq, int finished, String phases) {
        this.seq = seq;
        this.finished = finished;
        for (var part : phases.isEmpty() ? new String[0] : phases.split(" ", -1)) {
            int equals = part.indexOf('=');
            this.phases.put(JobPhase.ofText(part.substring(0, equals)), Integer.valueOf(part.substring(equals + 1)));
        }
        return this;
    }

    /** Counts a job that is new. */
    void add(TrackedJob job) {
        phases.merge(job.phase(), 1, Integer::sum);
        finished += job.lastOperation() ? job.good() : 0;
    }

    /** Counts a job that changed. */
    void replace(TrackedJob before, TrackedJob after) {
        phases.computeIfPresent(before.phase(), (phase, count) -> count > 1 ? count - 1 : null);
        finished -= before.lastOperation() ? before.good() : 0;
        add(after);
    }

    void nextEvent(Instant at) {
        seq++;
        changedAt = at;
    }

    void become(RequestState next) {
        state = next;
    }

    /** Whether no job can make anything more. */
    boolean isOver() {
        for (JobPhase phase : phases.keySet()) {
            if (!phase.isFinal()) {
                return false;
            }
        }
        return true;
    }

    /** Whether any job is at a line, or may be. */
    boolean isAtLine() {
        for (JobPhase phase : phases.keySet()) {
            if (phase.isAtLine()) {
                return true;
            }
        }
        return false;
    }

    /** Whether one job makes all of it. */
    boolean isOneJob() {
        return phases.size() == 1 && phases.containsValue(1);
    }

    /** What the rules make of the order as it is now. */
    RequestState judged(RequestRules rules, boolean move, int complete, boolean unwanted) {
        return state.isFinal()
                ? state
                : rules.stateOf(state, new RequestRules.Jobs(phases(), move, ordered(), complete, unwanted));
    }

    WorkRequestId id() {
        return order.id();
    }

    Order order() {
        return order;
    }

    RequestState state() {
        return state;
    }

    long seq() {
        return seq;
    }

    Instant changedAt() {
        return changedAt;
    }

    /** Pieces of all items. */
    int ordered() {
        return order.quantity();
    }

    /** Good pieces of all last operations so far; a piece with two of them counts twice. */
    int finished() {
        return finished;
    }

    Map<JobPhase, Integer> phases() {
        // Of the map itself: to copy an unmodifiable view of it costs a deoptimization each time (JDK 17).
        return Map.copyOf(phases);
    }

    /** The phase counts as the column keeps them, for example {@code Queued=2 Running=1}. */
    String phasesText() {
        var text = new StringBuilder();
        phases.forEach((phase, count) -> text.append(text.isEmpty() ? "" : " ")
                .append(phase.text())
                .append('=')
                .append(count));
        return text.toString();
    }
}
