package io.lineside.gateway.dispatch;

import io.lineside.config.OnDoubt;
import io.lineside.gateway.intake.OrderActions;
import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.progress.ProgressKeeper;
import io.lineside.gateway.store.AcceptOutcome;
import io.lineside.gateway.store.Acceptance;
import io.lineside.gateway.store.SteppedStore;
import io.lineside.gateway.store.SteppedStore.Turn;
import io.lineside.gateway.store.Store;
import io.lineside.model.line.LineSettings;
import io.lineside.model.work.PlannedJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One life of a gateway: the real desks, rules and store, until it is killed. What it still had to do is dropped then,
 * and what the store was about to tell it is told to nobody. Confined to its history's thread.
 */
final class HistoryGateway {
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final long SLOW_DISK = 180;
    private static final long NANOS = 1_000_000;

    private final History history;
    private final Consumer<Turn<?>> ready;
    private final List<MachineLink> links;
    private final Store store;
    private final DispatchOffice office;
    private final ProgressKeeper keeper;
    private final OrderActions actions;
    private boolean alive = true;
    private long lastBegun;
    private long lastTold;

    HistoryGateway(History history, SteppedStore file, Consumer<Turn<?>> ready, List<MachineLink> links) {
        this.history = history;
        this.ready = ready;
        this.links = List.copyOf(links);
        this.store = file.view(history.rules(), this::queue, this::done);
        this.office = new DispatchOffice(
                store,
                ROUND,
                new DispatchLoop(
                        new TimelineThread(this::after), () -> history.time().now() * NANOS));
        this.keeper = new ProgressKeeper(store);
        this.actions = new OrderActions(store, office::mayEnd, office::lookAfter);
    }

    void start() {
        var lines = new LineRegistry(office, Clock.systemUTC());
        for (int i = 0; i < links.size(); i++) {
            HistoryPlan.Line line = history.plan().lines().get(i);
            MachineLink link = links.get(i);
            lines.add(
                    link,
                    new LineSettings(
                            line.id(), "gateway", List.of("site"), MachineLink.TIMEOUT, Map.of(), Clock.systemUTC()));
            office.open(
                    new DeskSettings(
                            line.id(),
                            line.capacity(),
                            line.profile(),
                            line.memory(),
                            OnDoubt.HOLD,
                            MachineLink.TIMEOUT),
                    lines,
                    command -> send(link, command));
        }
        lines.start();
    }

    private CompletionStage<Void> send(MachineLink link, LineCommand command) {
        history.dispatched(command);
        return link.send(command.command()).thenCompose(outcome -> office.settle(new LineAnswer(command, outcome)));
    }

    void kill() {
        alive = false;
        office.close();
        store.close();
        links.forEach(MachineLink::abandon);
    }

    boolean isAlive() {
        return alive;
    }

    Store store() {
        return store;
    }

    MachineLink link(int line) {
        return links.get(line);
    }

    void accept(Acceptance acceptance, Consumer<AcceptOutcome> acknowledged) {
        then(store.accept(acceptance), outcome -> {
            if (outcome instanceof AcceptOutcome.Accepted) {
                office.workWaiting(
                        acceptance.jobs().stream().map(PlannedJob::line).collect(Collectors.toSet()));
            }
            acknowledged.accept(outcome);
        });
    }

    /** The platform cancels; {@code acknowledged} hears of an answer, whatever it says. */
    void cancel(HistoryPlan.Wish wish, Runnable acknowledged) {
        then(
                actions.act("cancel", wish.order().tenant(), wish.order().id(), Optional.of(wish.key()), wish.body()),
                result -> {
                    if (!(result instanceof OrderActions.Result.NoSuchOrder)) {
                        acknowledged.run();
                    }
                });
    }

    void report(LineReport report, Runnable acknowledged) {
        then(keeper.keep(report), result -> {
            office.kept(result);
            acknowledged.run();
        });
    }

    private static <T> void then(CompletionStage<T> stage, Consumer<T> next) {
        var unused = stage.thenAccept(next);
    }

    void after(long millis, Runnable step) {
        history.time().after(millis, () -> {
            if (alive) {
                step.run();
            }
        });
    }

    /** The writer takes works in order; queries are answered from what is committed by then. */
    private void queue(Turn<?> turn) {
        long at = history.time().now() + (history.suffers(HistoryPlan.Fault.STORE_SLOW) ? SLOW_DISK : history.delay(2));
        if (turn.isWrite()) {
            at = Math.max(at, lastBegun);
            lastBegun = at;
        }
        after(at - history.time().now(), () -> ready.accept(turn));
    }

    void failed(Turn<?> turn, Throwable failure) {
        history.failed(turn, failure);
    }

    /** The store is done with it; the gateway hears of that a little later, or never. */
    void done(Turn<?> turn) {
        long at = history.time().now() + history.delay(2);
        if (turn.isWrite()) {
            at = Math.max(at, lastTold);
            lastTold = at;
        }
        after(at - history.time().now(), turn::tell);
    }
}
