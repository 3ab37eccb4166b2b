package io.lineside.gateway.dispatch;

import io.lineside.config.LineMemory;
import io.lineside.gateway.dispatch.HistoryPlan.Fault;
import io.lineside.gateway.dispatch.HistoryPlan.Handing;
import io.lineside.gateway.dispatch.HistoryPlan.Mishap;
import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.store.AcceptOutcome;
import io.lineside.gateway.store.RequestRules;
import io.lineside.gateway.store.SteppedStore;
import io.lineside.gateway.store.SteppedStore.Turn;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobResponse;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One seed lived through: a platform that hands in orders until they are acknowledged, gateways one after another, and
 * machines that go on meanwhile. All its choices come from its own random numbers, so that it goes the same way alone and
 * among others. Confined to one thread.
 */
final class History {
    private static final long TICK = 10;
    private static final long PATIENCE = 90_000;
    private static final long LATE_THINGS = 2_500;
    private static final int LAST_NOTES = 80;

    /** A change of the row with that id that no rule decided. */
    record Tampering(String sql, String id) {}

    private final HistoryPlan plan;
    private final Saboteur saboteur;
    private final boolean traced;
    private final Timeline time = new Timeline();
    private final Invariants invariants = new Invariants();
    private final SplittableRandom random;
    private final List<Machine> machines = new ArrayList<>();
    private final List<List<JobResponse>> kept = new ArrayList<>();
    private final Set<WorkRequestId> acknowledged = new HashSet<>();
    private final Set<HistoryPlan.Wish> answered = new HashSet<>();
    private final Set<Tampering> tampered = new LinkedHashSet<>();
    private final Deque<String> notes = new ArrayDeque<>();
    private @Nullable HistoryGateway gateway;
    private @Nullable LineCommand current;
    private int digest;
    private int crashes;

    History(HistoryPlan plan, Sabotage sabotage, boolean traced) {
        this.plan = plan;
        this.saboteur = new Saboteur(sabotage, this);
        this.traced = traced;
        this.random = new SplittableRandom(~plan.seed());
        for (HistoryPlan.Line line : plan.lines()) {
            machines.add(new Machine(line, time, invariants, id -> Fate.of(plan, id)));
            kept.add(new ArrayList<>());
        }
    }

    HistoryPlan plan() {
        return plan;
    }

    RequestRules rules() {
        return saboteur.rules();
    }

    Timeline time() {
        return time;
    }

    Invariants invariants() {
        return invariants;
    }

    SplittableRandom random() {
        return random;
    }

    int crashes() {
        return crashes;
    }

    /** Changes with anything that was committed. */
    int digest() {
        return digest;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    void note(Supplier<String> text) {
        if (traced) {
            notes.add(time.now() + " " + text.get());
            if (notes.size() > LAST_NOTES) {
                notes.remove();
            }
        }
    }

    /** Up to so many ticks. */
    long delay(int ticks) {
        return TICK * random.nextInt(ticks + 1);
    }

    boolean suffers(Fault fault) {
        return plan.faults().contains(fault) && time.now() < HistoryPlan.CALM_AT && random.nextInt(5) == 0;
    }

    /** Everything that is planned to happen; {@code ready} takes what is to be carried out by the store now. */
    void begin(SteppedStore file, BiConsumer<HistoryGateway, Turn<?>> ready) {
        startGateway(file, ready);
        plan.orders().forEach(order -> time.at(order.at(), () -> handIn(order)));
        plan.wishes().forEach(wish -> time.at(wish.at(), () -> cancel(wish)));
        for (Mishap mishap : plan.mishaps()) {
            time.at(mishap.at(), () -> befall(mishap, file, ready));
        }
    }

    private void startGateway(SteppedStore file, BiConsumer<HistoryGateway, Turn<?>> ready) {
        List<MachineLink> links = new ArrayList<>();
        for (int i = 0; i < machines.size(); i++) {
            links.add(new MachineLink(this, plan.lines().get(i), machines.get(i), kept.get(i)));
        }
        List<HistoryGateway> self = new ArrayList<>();
        var next = new HistoryGateway(this, file, turn -> ready.accept(self.get(0), turn), links);
        self.add(next);
        gateway = next;
        note(() -> "gateway starts");
        next.start();
    }

    /** The gateway's process ends at once, and another starts later. */
    void crash(SteppedStore file, BiConsumer<HistoryGateway, Turn<?>> ready, long pause) {
        HistoryGateway old = gateway;
        if (old != null) {
            note(() -> "gateway crashes");
            crashes++;
            old.kill();
            gateway = null;
            time.after(pause + 200, () -> startGateway(file, ready));
        }
    }

    private void befall(Mishap mishap, SteppedStore file, BiConsumer<HistoryGateway, Turn<?>> ready) {
        note(mishap::toString);
        switch (mishap.event()) {
            case GATEWAY_CRASH -> crash(file, ready, mishap.length());
            case LINK_CUT -> cut(mishap);
            case REPORTS_MISSED -> {
                if (gateway != null) {
                    gateway.link(mishap.line()).missed();
                }
            }
            case LINE_RESTART -> {
                machines.get(mishap.line()).restart(false);
                cut(mishap);
            }
            case LINE_AMNESIA -> {
                boolean forgets = plan.lines().get(mishap.line()).memory() == LineMemory.LOST;
                machines.get(mishap.line()).restart(forgets);
                cut(mishap);
            }
        }
    }

    private void cut(Mishap mishap) {
        if (gateway != null) {
            gateway.link(mishap.line()).cut(mishap.length());
        }
    }

    /** Hands an order in until it is acknowledged. */
    private void handIn(Handing order) {
        if (acknowledged.contains(order.id())) {
            return;
        }
        time.after(3_000, () -> handIn(order));
        if (gateway == null) {
            return;
        }
        gateway.accept(order.acceptance(), outcome -> {
            boolean own = outcome.id().equals(order.id())
                    && (outcome instanceof AcceptOutcome.Accepted || outcome instanceof AcceptOutcome.Replayed);
            invariants.require(own, "I1", outcome, "an order handed in again is the same order");
            acknowledge(order.id());
        });
        saboteur.handedIn(order.id());
    }

    /** Cancels until that is answered; an order that is not acknowledged can not be cancelled yet. */
    private void cancel(HistoryPlan.Wish wish) {
        if (answered.contains(wish)) {
            return;
        }
        time.after(3_000, () -> cancel(wish));
        if (gateway != null && acknowledged.contains(wish.order().id())) {
            note(wish::toString);
            gateway.cancel(wish, () -> answered.add(wish));
        }
    }

    void acknowledge(WorkRequestId id) {
        note(() -> "acknowledged " + id);
        acknowledged.add(id);
        invariants.require(invariants.states().containsKey(id), "I1", id, "only a durable order is acknowledged");
    }

    void dispatched(LineCommand command) {
        note(() -> "command " + command.command().action() + " "
                + command.command().jobOrderId() + "#" + command.attempt());
        current = command;
    }

    /** The command that was dispatched just now really leaves for the line. */
    void commandLeaves(JobCommand command) {
        if (command.action().carriesOrder()) {
            invariants.sent(
                    command.jobOrderId(), Objects.requireNonNull(current).attempt());
        }
    }

    void reported(EquipmentId line, JobResponse report, Runnable keptByGateway) {
        HistoryGateway live = gateway;
        if (live != null) {
            note(() -> "report " + report.jobOrderId() + " " + report.state() + " " + report.goodQuantity() + "+"
                    + report.scrapQuantity());
            invariants.heardPresent(report.jobOrderId());
            live.report(new LineReport(line, report), keptByGateway);
            saboteur.reported(line, report);
        }
    }

    void committed(LedgerEvent event) {
        note(() -> "committed " + event.request() + " " + event.seq() + " " + event.type() + " "
                + event.job().map(JobOrderId::value).orElse("") + " " + event.data());
        digest = 31 * digest + event.request().hashCode();
        digest = 31 * digest + event.type().text().hashCode() + event.data().hashCode();
        digest = 31 * digest + event.at().hashCode() + Long.hashCode(event.seq());
        invariants.committed(event);
        if (gateway != null) {
            saboteur.committed(event, gateway);
        }
    }

    /** What is to be changed behind the store's back. */
    Set<Tampering> tampered() {
        return tampered;
    }

    void tamper(String sql, String id) {
        tampered.add(new Tampering(sql, id));
    }

    /** Has the line forget a job, past all rules. */
    void clear(JobOrderId id, EquipmentId line) {
        if (gateway != null) {
            var unused = gateway.link(lineIndex(line)).send(JobCommand.about(JobAction.CLEAR, id));
        }
    }

    /** Sends a planned job, past all rules. */
    void sendAtOnce(JobOrderId id) {
        plan.orders().stream()
                .flatMap(order -> order.acceptance().jobs().stream())
                .filter(job -> job.order().id().equals(id) && gateway != null)
                .forEach(job -> {
                    var command = JobCommand.carrying(JobAction.STORE_AND_START, job.order());
                    dispatched(new LineCommand(job.line(), command, 1));
                    var unused = Objects.requireNonNull(gateway)
                            .link(lineIndex(job.line()))
                            .send(command);
                });
    }

    private int lineIndex(EquipmentId line) {
        return plan.lines().stream().map(HistoryPlan.Line::id).toList().indexOf(line);
    }

    /** What the store could not do. */
    void failed(Turn<?> turn, Throwable failure) {
        String rule = String.valueOf(failure.getMessage());
        invariants.require(
                false,
                rule.contains("final phase") ? "I7" : rule.contains("counts") ? "I8" : "store",
                failure,
                "the store takes what dispatch decides (" + turn + ")");
    }

    /** Whether the end of a job is durable. */
    boolean isOver(JobOrderId id) {
        return invariants.job(id).phase.isFinal();
    }

    /** Whether nothing is left to do, or it is too late. */
    boolean isOver() {
        if (!invariants.violation().isEmpty()) {
            return true;
        }
        if (time.now() < plan.lastAt() + LATE_THINGS) {
            return false;
        }
        if (acknowledged.size() == plan.orders().size()
                && answered.size() == plan.wishes().size()
                && invariants.jobs().values().stream().allMatch(this::isDone)) {
            return true;
        }
        invariants.require(
                time.now() < HistoryPlan.CALM_AT + PATIENCE,
                "I15",
                invariants.jobs().values(),
                "every job comes to its end, or waits for a person with a reason");
        return false;
    }

    private boolean isDone(Invariants.JobLog job) {
        return switch (job.phase) {
            case ENDED, ABORTED -> job.cleared;
            case FAILED, CANCELLED, HELD -> true;
            case QUEUED -> job.waitsFor > 0 && held(job);
            default -> false;
        };
    }

    private boolean held(Invariants.JobLog job) {
        String order = job.id.value().substring(0, job.id.value().lastIndexOf('-') + 1);
        return invariants.jobs().values().stream()
                .anyMatch(other ->
                        other.phase == JobPhase.HELD && other.id.value().startsWith(order));
    }

    /** At the end: what the gateway says is what the machines made. */
    void judge() {
        acknowledged.forEach(id ->
                invariants.require(invariants.states().containsKey(id), "I1", id, "an acknowledged order is kept"));
        invariants.remade(HistoryPlan.REMAKES);
        plan.orders().forEach(order -> invariants.cancelled(order.acceptance().request()));
        for (Invariants.JobLog job : invariants.jobs().values()) {
            int[] made = new int[2];
            machines.forEach(machine -> {
                made[0] += machine.made(job.id)[0];
                made[1] += machine.made(job.id)[1];
            });
            switch (job.phase) {
                case ENDED, ABORTED ->
                    invariants.require(
                            job.good == made[0] && job.scrap == made[1] && invariants.starts(job.id) == 1,
                            "made",
                            job,
                            "the machine made " + made[0] + "+" + made[1]);
                case FAILED -> invariants.require(invariants.starts(job.id) == 0, "made", job, "the machine made none");
                case CANCELLED ->
                    invariants.require(made[0] + made[1] == 0, "I17", job, "what is cancelled is not made");
                case HELD ->
                    invariants.require(
                            (plan.mayHold() || isRefused(job.id) || job.reason.startsWith("scrapped again"))
                                    && !job.reason.isBlank(),
                            "I15",
                            job,
                            "only a line that forgot, or takes it never, holds a job");
                default -> {}
            }
        }
    }

    /** Every row of an order is its own tenant's. */
    void judgeTenants(String order, Set<String> tenants) {
        String own = plan.orders().stream()
                .filter(handing -> handing.id().value().equals(order))
                .map(handing -> handing.tenant().value())
                .findFirst()
                .orElseThrow();
        invariants.require(
                tenants.equals(Set.of(own)), "I13", order + " " + tenants, "every row of an order is of tenant " + own);
    }

    private boolean isRefused(JobOrderId id) {
        return Fate.of(plan, id).refused() && invariants.starts(id) == 0;
    }

    /** How every job and order ended, without the history's name. */
    Map<String, String> ending() {
        Map<String, String> ending = new TreeMap<>();
        invariants
                .jobs()
                .forEach((id, job) -> ending.put(
                        id.value().substring(plan.name().length()), job.phase + " " + job.good + "+" + job.scrap));
        invariants
                .states()
                .forEach((id, state) ->
                        ending.put(id.value().substring(plan.name().length()), state.text()));
        return ending;
    }
}
