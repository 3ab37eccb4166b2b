package io.lineside.gateway.dispatch;

import io.lineside.gateway.Jobs;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.MemoryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A machine with a memory of its own, which makes what it is told whatever becomes of the gateway. Rejects a job that it
 * knows, as profiles A and B ask. Confined to its history's thread.
 */
final class Machine {
    private static final long TO_START = 40;
    private static final long FOR_A_PIECE = 120;
    private static final long FOR_A_PAUSE = 300;

    private static final class Piecework {
        final JobOrder order;
        final Fate fate;
        JobState state;
        int good;
        int scrap;
        boolean paused;
        int reports = 1;

        Piecework(JobOrder order, Fate fate, JobState state) {
            this.order = order;
            this.fate = fate;
            this.state = state;
        }

        int made() {
            return good + scrap;
        }
    }

    private final HistoryPlan.Line line;
    private final Timeline time;
    private final Invariants invariants;
    private final Function<JobOrderId, Fate> fates;
    private final Map<JobOrderId, Piecework> memory = new LinkedHashMap<>();
    private final Map<JobOrderId, int[]> made = new LinkedHashMap<>();
    private Consumer<JobResponse> reports = report -> {};
    private int boot;

    Machine(HistoryPlan.Line line, Timeline time, Invariants invariants, Function<JobOrderId, Fate> fates) {
        this.line = line;
        this.time = time;
        this.invariants = invariants;
        this.fates = fates;
    }

    void reportTo(Consumer<JobResponse> listener) {
        reports = listener;
    }

    /** Good and scrapped pieces that physically exist. */
    int[] made(JobOrderId id) {
        return made.getOrDefault(id, new int[2]);
    }

    CommandOutcome take(JobCommand command) {
        Piecework known = memory.get(command.jobOrderId());
        return switch (command.action()) {
            case STORE, STORE_AND_START ->
                known == null ? keep(command) : new Refused(RefusalCode.INVALID_STATE, "known");
            case START -> known == null ? unknown() : start(known);
            case CLEAR -> known == null ? unknown() : clear(known);
            case CANCEL -> known == null ? unknown() : cancel(known);
            case ABORT -> known == null ? unknown() : abort(known);
            default -> throw new AssertionError("the gateway does not send " + command.action() + " yet");
        };
    }

    private CommandOutcome keep(JobCommand command) {
        Fate fate = fates.apply(command.jobOrderId());
        if (fate.refused()) {
            return new Refused(RefusalCode.INVALID_REQUEST, "no such work master");
        }
        if (memory.values().stream().filter(work -> !work.state.isFinal()).count() >= line.capacity()) {
            return new Refused(RefusalCode.UNABLE_TO_ACCEPT, "no room");
        }
        var work = new Piecework(command.order().orElseThrow(), fate, JobState.NOT_ALLOWED_TO_START);
        memory.put(command.jobOrderId(), work);
        if (command.action() == JobAction.STORE_AND_START) {
            start(work);
        }
        return new Accepted();
    }

    private CommandOutcome start(Piecework work) {
        if (work.state != JobState.NOT_ALLOWED_TO_START) {
            return new Refused(RefusalCode.INVALID_STATE, work.state.text());
        }
        work.state = JobState.ALLOWED_TO_START;
        work.reports++;
        next(work, TO_START);
        return new Accepted();
    }

    private CommandOutcome clear(Piecework work) {
        invariants.clearing(work.order.id());
        if (!work.state.isFinal()) {
            return new Refused(RefusalCode.INVALID_STATE, work.state.text());
        }
        memory.remove(work.order.id());
        return new Accepted();
    }

    /** Some machines forget what they take back, others show it as aborted. */
    private CommandOutcome cancel(Piecework work) {
        if (work.state != JobState.NOT_ALLOWED_TO_START && work.state != JobState.ALLOWED_TO_START) {
            return new Refused(RefusalCode.INVALID_STATE, work.state.text());
        }
        if (line.countsReports()) {
            return end(work);
        }
        memory.remove(work.order.id());
        return new Accepted();
    }

    private CommandOutcome abort(Piecework work) {
        if (work.state.isFinal()) {
            return new Refused(RefusalCode.INVALID_STATE, work.state.text());
        }
        return work.fate.goesOn() ? new Refused(RefusalCode.VENDOR, "it can not be ended") : end(work);
    }

    private CommandOutcome end(Piecework work) {
        work.state = JobState.ABORTED;
        work.reports++;
        reports.accept(response(work));
        return new Accepted();
    }

    private static Refused unknown() {
        return new Refused(RefusalCode.UNKNOWN_JOB_ORDER, "unknown");
    }

    JobEvidence evidence(JobOrderId id) {
        Piecework work = memory.get(id);
        return work == null ? new JobEvidence.Absent() : new JobEvidence.Present(response(work));
    }

    List<JobResponse> list() {
        return memory.values().stream().map(this::response).toList();
    }

    /** Changes with every start, whatever it still knows. */
    Optional<MemoryId> memory() {
        return Optional.of(new MemoryId("boot " + boot));
    }

    /** Power off and on. */
    void restart(boolean forget) {
        boot++;
        if (forget) {
            memory.keySet().forEach(invariants::forgotten);
            memory.clear();
        }
        for (Piecework work : memory.values()) {
            if (work.state != JobState.NOT_ALLOWED_TO_START && !work.state.isFinal()) {
                next(work, TO_START);
            }
        }
    }

    private void next(Piecework work, long pause) {
        int then = boot;
        time.after(pause, () -> {
            if (then == boot && memory.get(work.order.id()) == work && !work.state.isFinal()) {
                goOn(work);
            }
        });
    }

    private void goOn(Piecework work) {
        if (work.state == JobState.ALLOWED_TO_START) {
            invariants.begun(work.order.id());
            work.state = JobState.RUNNING;
            next(work, FOR_A_PIECE);
        } else if (work.state == JobState.INTERRUPTED) {
            work.state = JobState.RUNNING;
            next(work, FOR_A_PIECE);
        } else if (work.made() == work.fate.abortsAfter()) {
            work.state = JobState.ABORTED;
        } else if (work.made() == work.fate.interruptedAfter() && !work.paused) {
            work.paused = true;
            work.state = JobState.INTERRUPTED;
            next(work, FOR_A_PAUSE);
        } else {
            makePiece(work);
        }
        work.reports++;
        reports.accept(response(work));
    }

    private void makePiece(Piecework work) {
        if (work.fate.scraps(work.made())) {
            work.scrap++;
        } else {
            work.good++;
        }
        made.put(work.order.id(), new int[] {work.good, work.scrap});
        if (work.made() >= work.order.quantity()) {
            work.state = JobState.ENDED;
        } else {
            next(work, FOR_A_PIECE);
        }
    }

    private JobResponse response(Piecework work) {
        JobResponse response = Jobs.report(work.order.id(), work.state, work.good, work.scrap);
        return line.countsReports() ? Jobs.counted(work.reports, response) : response;
    }
}
