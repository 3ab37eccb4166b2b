package io.lineside.gateway.dispatch;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.dispatch.HistoryPlan.Fault;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import io.lineside.model.line.MemoryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One gateway's link to one machine over a wire that loses, delays and repeats. Messages to the machine stay in order, as
 * on one connection; when it breaks, each that is under way still arrives or never will. Confined to its history's
 * thread.
 */
final class MachineLink implements LineConnector, LineConnectorProvider {
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final long SLOW = 1_400;
    private static final long LATE = 900;
    /** A number of a report that is after all others of its job. */
    private static final int DENIAL = 99;

    private static final class Flight {
        Runnable arrival = () -> {};
        Runnable giveUp = () -> {};
        boolean over;
    }

    private final History history;
    private final Machine machine;
    private final HistoryPlan.Line line;
    private final List<JobResponse> kept;
    private final List<Flight> flights = new ArrayList<>();
    private @Nullable LineListener listener;
    private Optional<MemoryId> memory = Optional.empty();
    private boolean up;
    private boolean dead;
    private int session;
    private long lastArrival;

    /** {@code kept} are reports that no gateway has acknowledged yet; they outlive this link. */
    MachineLink(History history, HistoryPlan.Line line, Machine machine, List<JobResponse> kept) {
        this.history = history;
        this.line = line;
        this.machine = machine;
        this.kept = kept;
    }

    @Override
    public void start() {
        machine.reportTo(this::report);
        connectAfter(history.delay(10));
    }

    private void connectAfter(long pause) {
        int awaited = ++session;
        history.time().after(pause, () -> {
            if (!dead && awaited == session) {
                up = true;
                memory = machine.memory();
                lastArrival = 0;
                history.note(() -> line.id() + " connected");
                listener().connected();
                List.copyOf(kept).forEach(this::deliver);
            }
        });
    }

    /** The connection breaks, and comes back later. */
    void cut(long pause) {
        if (dead) {
            return;
        }
        history.note(() -> line.id() + " cut for " + pause);
        boolean was = up;
        breakOff();
        flights.forEach(flight -> flight.giveUp.run());
        flights.clear();
        if (was) {
            listener().disconnected("the connection broke");
        }
        connectAfter(pause + 150);
    }

    /** The gateway is gone. */
    void abandon() {
        breakOff();
        dead = true;
        flights.clear();
        machine.reportTo(report -> {
            if (line.keepsReports()) {
                kept.add(report);
            }
        });
    }

    private void breakOff() {
        up = false;
        session++;
        for (Flight flight : flights) {
            if (!flight.over) {
                flight.over = true;
                if (history.random().nextBoolean()) {
                    history.time().after(history.delay(8), flight.arrival);
                }
            }
        }
    }

    /** Reports may have been missed: the gateway asks about everything. */
    void missed() {
        if (up) {
            listener().connected();
        }
    }

    @Override
    public CompletionStage<CommandOutcome> send(JobCommand command) {
        JobOrderId id = command.jobOrderId();
        if (!up) {
            return CompletableFuture.completedFuture(new Refused(RefusalCode.NOT_DELIVERED, "no connection"));
        }
        history.commandLeaves(command);
        return this.<CommandOutcome>request(
                        command.action() + " " + id,
                        () -> take(command),
                        why -> new Unknown("no answer to " + command.action().methodName() + " " + why))
                .thenApply(outcome -> {
                    if (outcome instanceof Accepted && command.action() != JobAction.CLEAR) {
                        history.invariants().heardPresent(id);
                    }
                    return outcome;
                });
    }

    @Override
    public boolean offers(JobAction action) {
        return history.plan().endsJobs() || (action != JobAction.ABORT && action != JobAction.STOP);
    }

    private CommandOutcome take(JobCommand command) {
        boolean carries = command.action().carriesOrder();
        if (history.suffers(Fault.REFUSED_FOR_NOW)) {
            return new Refused(RefusalCode.UNABLE_TO_ACCEPT, "in manual mode");
        }
        CommandOutcome outcome = machine.take(command);
        return carries && history.suffers(Fault.REFUSED_THOUGH_TAKEN)
                ? new Refused(RefusalCode.VENDOR, "it has it and says no")
                : outcome;
    }

    @Override
    public CompletionStage<JobEvidence> query(JobOrderId id) {
        int asked = history.invariants().asked(id);
        return this.<JobEvidence>request("query " + id, () -> answer(id), JobEvidence.Unanswered::new)
                .thenApply(evidence -> {
                    if (evidence instanceof JobEvidence.Present) {
                        history.invariants().heardPresent(id);
                    } else if (evidence instanceof JobEvidence.Absent) {
                        history.invariants().heardAbsent(id, asked);
                    }
                    return evidence;
                });
    }

    private JobEvidence answer(JobOrderId id) {
        return history.suffers(Fault.QUESTION_UNANSWERED)
                ? new JobEvidence.Unanswered("the line is busy")
                : machine.evidence(id);
    }

    @Override
    public CompletionStage<JobListing> list() {
        return this.<JobListing>request("list", this::listing, JobListing.Unanswered::new)
                .thenApply(listing -> {
                    if (listing instanceof JobListing.Known known) {
                        known.responses().forEach(job -> history.invariants().heardPresent(job.jobOrderId()));
                    }
                    return listing;
                });
    }

    private JobListing listing() {
        if (history.suffers(Fault.QUESTION_UNANSWERED)) {
            return new JobListing.Unanswered("the line is busy");
        }
        List<JobResponse> all = machine.list();
        return new JobListing.Known(
                !all.isEmpty() && history.suffers(Fault.LIST_CUT_SHORT) ? all.subList(0, all.size() - 1) : all);
    }

    private <T> CompletionStage<T> request(String what, Supplier<T> effect, Function<String, T> unknown) {
        var reply = new CompletableFuture<T>();
        if (!up) {
            return CompletableFuture.completedFuture(unknown.apply("without a connection"));
        }
        int own = session;
        var flight = new Flight();
        flight.giveUp = () -> reply.complete(unknown.apply("within 2 s"));
        flight.arrival = () -> {
            flight.over = true;
            T answer = effect.get();
            history.note(() -> line.id() + " got " + what + ": " + answer);
            if (!history.suffers(Fault.ANSWER_LOST)) {
                history.time().after(history.delay(4), () -> {
                    if (own == session && flights.remove(flight)) {
                        reply.complete(answer);
                    }
                });
            }
        };
        flights.add(flight);
        if (history.suffers(Fault.COMMAND_LOST)) {
            flight.over = true;
        } else {
            long pause = history.suffers(Fault.COMMAND_SLOW) ? SLOW : history.delay(4);
            lastArrival = Math.max(lastArrival, history.time().now() + pause);
            history.time().at(lastArrival, () -> {
                if (!flight.over) {
                    flight.arrival.run();
                }
            });
        }
        history.time().after(TIMEOUT.toMillis(), () -> {
            if (flights.remove(flight)) {
                flight.giveUp.run();
            }
        });
        return reply;
    }

    private void report(JobResponse report) {
        if (line.keepsReports()) {
            kept.add(report);
        }
        if (up) {
            deliver(report);
        }
        if (report.state().isFinal() && history.suffers(Fault.END_DENIED)) {
            int own = session;
            history.time().after(LATE, () -> {
                // Before its end is kept, what a line says last is what counts.
                if (own == session && history.isOver(report.jobOrderId())) {
                    history.reported(line.id(), denied(report), () -> {});
                }
            });
        }
    }

    /** What no line may say after the end of a job: that it runs, or ended in another way, and made something more. */
    private JobResponse denied(JobResponse end) {
        JobState other = end.state() == JobState.ENDED ? JobState.ABORTED : JobState.ENDED;
        JobResponse denial = Jobs.report(
                end.jobOrderId(),
                history.random().nextBoolean() ? other : JobState.RUNNING,
                end.goodQuantity(),
                end.scrapQuantity() + 1);
        return line.countsReports() ? Jobs.counted(DENIAL, denial) : denial;
    }

    private void deliver(JobResponse report) {
        if (history.suffers(Fault.REPORT_LOST)) {
            // A connector that may have missed something says so.
            int own = session;
            history.time().after(LATE, () -> {
                if (own == session) {
                    kept.remove(report);
                    missed();
                }
            });
            return;
        }
        int times = history.suffers(Fault.REPORT_TWICE) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            int own = session;
            long pause = history.suffers(Fault.REPORT_LATE) ? LATE : history.delay(4);
            history.time().after(pause, () -> {
                if (own == session && up) {
                    history.reported(line.id(), report, () -> kept.remove(report));
                }
            });
        }
    }

    private LineListener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public Optional<MemoryId> memory() {
        return up ? memory : Optional.empty();
    }

    @Override
    public LineHealth health() {
        return new LineHealth(up, "in a history", Optional.empty(), List.of());
    }

    @Override
    public void close() {}

    @Override
    public String protocol() {
        return "history";
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of();
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener hearer) {
        listener = hearer;
        return this;
    }
}
