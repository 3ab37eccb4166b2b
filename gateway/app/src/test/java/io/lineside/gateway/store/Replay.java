package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rebuilds the rows that change from nothing but the ledger. Written apart from the store, to disagree if it can. */
final class Replay {

    /** How far an order is. */
    record Progress(RequestState state, long seq, Instant changedAt, int finished, Map<JobPhase, Integer> phases) {}

    private final Map<JobOrderId, TrackedJob> jobs = new TreeMap<>();
    private final Map<JobOrderId, Set<JobOrderId>> after = new TreeMap<>();
    private final Map<String, String> attempts = new TreeMap<>();
    private final Map<String, LedgerEvent> last = new TreeMap<>();
    private final Map<String, RequestState> states = new TreeMap<>();
    private final Map<String, Map<Integer, Integer>> ordered = new TreeMap<>();

    void apply(LedgerEvent event) {
        var data = ValueText.parse(event.data());
        var order = event.request().value();
        last.put(order, event);
        if (event.job().isEmpty()) {
            states.put(order, RequestState.ofText(data.required("state").textValue()));
            data.path("items").forEach(item -> ordered.computeIfAbsent(order, name -> new TreeMap<>())
                    .put(
                            item.required("item").intValue(),
                            item.required("quantity").intValue()));
        } else if (event.type() == EventType.JOB_PLANNED) {
            plan(event, data);
        } else {
            change(event, Objects.requireNonNull(jobs.get(event.job().get())), data);
        }
    }

    private void plan(LedgerEvent event, JsonNode data) {
        var id = event.job().orElseThrow();
        var predecessors = new HashSet<JobOrderId>();
        data.required("after").forEach(name -> predecessors.add(new JobOrderId(name.textValue())));
        after.put(id, predecessors);
        var times = new Instant[] {event.at(), null, null, null};
        jobs.put(
                id, row(event, data, batch(data), data.required("lastOperation").booleanValue(), times));
    }

    private static Batch batch(JsonNode data) {
        return new Batch(
                data.required("batch").intValue(),
                data.required("remake").intValue(),
                Units.ofText(data.required("units").textValue()));
    }

    private void change(LedgerEvent event, TrackedJob before, JsonNode data) {
        var phase = JobPhase.ofText(data.required("phase").textValue());
        var times = new Instant[] {
            before.queuedAt(),
            before.sentAt().orElse(null),
            before.startedAt().orElse(null),
            before.endedAt().orElse(null)
        };
        if (event.type() == EventType.JOB_SENDING) {
            times[1] = event.at();
        }
        if (times[2] == null && hasStarted(phase, data)) {
            times[2] = event.at();
        }
        if (times[3] == null && phase.isFinal()) {
            times[3] = event.at();
        }
        var next = row(event, data, before.batch(), before.lastOperation(), times);
        jobs.put(next.id(), next);
        if (before.phase() != phase) {
            enter(before, next, proved(next.phase(), data.path("evidence")));
        }
    }

    private static boolean hasStarted(JobPhase phase, JsonNode data) {
        boolean made = data.required("good").intValue() + data.required("scrap").intValue() > 0;
        return phase == JobPhase.RUNNING
                || phase == JobPhase.INTERRUPTED
                || phase == JobPhase.ENDED
                || (phase == JobPhase.ABORTED && made);
    }

    private static JobPhase proved(JobPhase phase, JsonNode evidence) {
        if (evidence.has(JobChange.STATE_AT_LINE)) {
            return JobPhase.STORED;
        }
        return evidence.has(JobChange.REFUSED_BY) ? JobPhase.QUEUED : phase;
    }

    private void enter(TrackedJob before, TrackedJob next, JobPhase proved) {
        var attempt = next.id() + "#" + next.attempt();
        if (next.phase() == JobPhase.SENDING) {
            attempts.put(attempt, "Intent");
        } else {
            attempts.computeIfPresent(attempt, (name, state) -> settled(state, proved));
        }
        if (next.phase().isFinal() && !before.phase().isFinal()) {
            jobs.replaceAll((id, job) ->
                    after.getOrDefault(id, Set.of()).contains(next.id()) ? JobEdit.predecessorDone(job) : job);
        }
    }

    private static String settled(String state, JobPhase phase) {
        boolean unproved = phase == JobPhase.HELD || phase == JobPhase.IN_DOUBT || phase == JobPhase.CANCELLING;
        boolean present = phase.isAtLine() || phase == JobPhase.ENDED || phase == JobPhase.ABORTED;
        return switch (state) {
            case "Intent" -> unproved ? "Unknown" : present ? "Acked" : "Nacked";
            case "Unknown" -> unproved ? "Unknown" : present ? "ResolvedPresent" : "ResolvedAbsent";
            default -> state;
        };
    }

    private static TrackedJob row(
            LedgerEvent event, JsonNode data, Batch batch, boolean lastOperation, Instant[] times) {
        return new TrackedJob(
                event.job().orElseThrow(),
                event.request(),
                data.required("item").intValue(),
                data.required("operation").textValue(),
                batch,
                new EquipmentId(data.required("line").textValue()),
                lastOperation,
                JobPhase.ofText(data.required("phase").textValue()),
                data.required("quantity").intValue(),
                data.required("waitsFor").intValue(),
                data.required("attempt").intValue(),
                data.required("good").intValue(),
                data.required("scrap").intValue(),
                data.required("reason").textValue(),
                data.required("cleared").booleanValue(),
                times[0],
                Optional.ofNullable(times[1]),
                Optional.ofNullable(times[2]),
                Optional.ofNullable(times[3]),
                mark(data),
                new NamedUnits(
                        Units.ofText(data.path("goodUnits").asText("")),
                        Units.ofText(data.path("scrapUnits").asText(""))),
                CancelWish.ofText(data.path("wish").asText("")));
    }

    private static ReportMark mark(JsonNode data) {
        var sequence = data.path("reportSequence");
        var at = data.path("reportedAt");
        return new ReportMark(
                sequence.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(sequence.longValue()),
                at.isMissingNode() ? Optional.empty() : Optional.of(Instant.parse(at.textValue())));
    }

    Map<JobOrderId, TrackedJob> jobs() {
        return jobs;
    }

    /** State of each attempt, by job id and number. */
    Map<String, String> attempts() {
        return attempts;
    }

    Map<String, Progress> progress() {
        var progress = new TreeMap<String, Progress>();
        states.forEach((order, state) -> progress.put(order, progress(new WorkRequestId(order), state)));
        return progress;
    }

    private Progress progress(WorkRequestId order, RequestState state) {
        var phases = new TreeMap<JobPhase, Integer>();
        int finished = 0;
        for (var job : jobs.values()) {
            if (job.request().equals(order)) {
                phases.merge(job.phase(), 1, Integer::sum);
                finished += job.lastOperation() ? job.good() : 0;
            }
        }
        var event = Objects.requireNonNull(last.get(order.value()));
        return new Progress(state, event.seq(), event.at(), finished, phases);
    }

    /** How each order that is over must have ended, judged item by item from the rebuilt jobs. */
    Map<String, RequestState> endings() {
        var endings = new TreeMap<String, RequestState>();
        ordered.forEach((order, items) -> {
            var own = jobs.values().stream()
                    .filter(job -> job.request().value().equals(order))
                    .toList();
            if (own.stream().allMatch(job -> job.phase().isFinal())) {
                endings.put(order, ending(items, own));
            }
        });
        return endings;
    }

    private static int slowest(List<TrackedJob> lastOperations) {
        return lastOperations.stream()
                .collect(Collectors.groupingBy(TrackedJob::operation, Collectors.summingInt(TrackedJob::good)))
                .values()
                .stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static RequestState ending(Map<Integer, Integer> items, List<TrackedJob> jobs) {
        boolean all = true;
        boolean any = false;
        for (var item : items.entrySet()) {
            int complete = jobs.stream()
                    .filter(job -> job.lastOperation() && job.item() == item.getKey())
                    .collect(Collectors.groupingBy(
                            job -> job.batch().number() + "/" + job.batch().remake()))
                    .values()
                    .stream()
                    .mapToInt(Replay::slowest)
                    .sum();
            all &= complete >= item.getValue();
            any |= complete > 0;
        }
        if (all || any) {
            return all ? RequestState.COMPLETED : RequestState.PARTIALLY_COMPLETED;
        }
        return isUnwanted(jobs) ? RequestState.CANCELLED : RequestState.FAILED;
    }

    /** Whether nothing was made because the platform wished so, and nothing went wrong beside that. */
    private static boolean isUnwanted(List<TrackedJob> jobs) {
        boolean wished = jobs.stream().anyMatch(job -> job.wish() == CancelWish.ASKED);
        return wished
                && jobs.stream()
                        .filter(job -> job.wish() != CancelWish.ASKED)
                        .noneMatch(job -> job.phase() == JobPhase.ABORTED
                                || job.phase() == JobPhase.FAILED
                                || (job.phase() == JobPhase.ENDED && (job.lastOperation() || job.good() == 0)));
    }
}
