package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.store.Claim;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence.Unanswered;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one line its work, never more than it has room for, and nothing at all before every job that the line may have is
 * accounted for. Confined to the dispatch thread, but for {@link #settle}, which is thread-safe.
 */
final class LineDesk {
    private static final Logger LOGGER = LoggerFactory.getLogger(LineDesk.class);

    private enum Link {
        DOWN,
        ASKING,
        READY
    }

    private final DeskSettings settings;
    private final Store store;
    private final LineConnector connector;
    private final CommandRoute route;
    private final DispatchLoop loop;
    private final Consumer<FoldResult> changed;
    private final Roll roll;
    private final Outcomes outcomes;
    private final Set<JobOrderId> underWay = new HashSet<>();
    private final Deque<Claim> toSend = new ArrayDeque<>();
    private final Pause pause = new Pause();
    private Link link = Link.DOWN;
    private int rollCall;
    private boolean claiming;
    private boolean claimAgain;
    private boolean sending;
    private boolean heldBack;

    /** {@code changed} hears what this desk itself changed, as the office does for reports. */
    LineDesk(
            DeskSettings settings,
            Store store,
            LineConnector connector,
            CommandRoute route,
            DispatchLoop loop,
            Consumer<FoldResult> changed) {
        this.settings = settings;
        this.store = store;
        this.connector = connector;
        this.route = route;
        this.loop = loop;
        this.changed = changed;
        this.roll = new Roll(settings.line(), store, connector, changed);
        this.outcomes = new Outcomes(store, connector, roll);
    }

    void connected() {
        link = Link.ASKING;
        callRoll();
    }

    void disconnected(String reason) {
        if (link != Link.DOWN) {
            LOGGER.atWarn()
                    .addKeyValue("equipment", settings.line())
                    .addKeyValue("reason", reason)
                    .log("line can not be reached; its work waits");
        }
        link = Link.DOWN;
    }

    void workWaiting() {
        if (link != Link.READY || heldBack) {
            return;
        }
        if (claiming) {
            claimAgain = true;
            return;
        }
        claiming = true;
        loop.then(claim(), this::send, failure -> {
            claiming = false;
            later("taking work from the store failed", failure, this::workWaiting);
        });
    }

    void ended(TrackedJob job) {
        heldBack = false;
        pause.reset();
        if (job.phase() == JobPhase.ENDED || job.phase() == JobPhase.ABORTED) {
            clear(job.id());
        }
        workWaiting();
    }

    /** Makes the outcome of a command durable. Thread-safe. */
    CompletionStage<Void> settle(LineAnswer answer) {
        return outcomes.settle(answer).thenAccept(result -> result.ifPresent(this::acted));
    }

    /** Accounts for every job the line may have, then opens the line for work. */
    private void callRoll() {
        int call = ++rollCall;
        loop.then(
                roll.call(Set.copyOf(underWay)),
                complete -> {
                    if (call == rollCall && link == Link.ASKING) {
                        opened(complete);
                    }
                },
                failure -> later("asking the line about its jobs failed", failure, this::callRollAgain));
    }

    private void opened(boolean complete) {
        if (!complete) {
            loop.after(pause.next(), this::callRollAgain);
            return;
        }
        LOGGER.atInfo().addKeyValue("equipment", settings.line()).log("line is ready for work");
        link = Link.READY;
        heldBack = false;
        pause.reset();
        loop.then(store.toClear(settings.line()), ids -> ids.forEach(this::clear), this::note);
        loop.then(store.atLine(settings.line()), this::startStored, this::note);
        workWaiting();
    }

    private void callRollAgain() {
        if (link == Link.ASKING) {
            callRoll();
        }
    }

    private void startStored(List<TrackedJob> jobs) {
        jobs.stream().filter(job -> job.phase() == JobPhase.STORED).forEach(this::start);
    }

    private CompletionStage<List<Claim>> claim() {
        return store.atLine(settings.line()).thenCompose(jobs -> {
            int room = settings.capacity() - jobs.size();
            return room > 0 ? store.claim(settings.line(), room) : CompletableFuture.completedFuture(List.of());
        });
    }

    private void send(List<Claim> claims) {
        claiming = false;
        toSend.addAll(claims);
        claims.forEach(claim -> underWay.add(claim.job().id()));
        sendNext();
        if (claimAgain) {
            claimAgain = false;
            workWaiting();
        }
    }

    /** One command at a time, so that jobs arrive at the line in the order of the queue. */
    private void sendNext() {
        if (sending || toSend.isEmpty()) {
            return;
        }
        sending = true;
        Claim claim = toSend.remove();
        TrackedJob job = claim.job();
        JobAction action = settings.twoPhase() ? JobAction.STORE : JobAction.STORE_AND_START;
        var command = new LineCommand(settings.line(), JobCommand.carrying(action, claim.order()), job.attempt());
        loop.then(route.send(command), done -> sent(job), failure -> {
            sent(job);
            later("settling a command failed", failure, () -> resolve(job));
        });
    }

    private void sent(TrackedJob job) {
        underWay.remove(job.id());
        sending = false;
        sendNext();
    }

    /** Puts back what has not been sent to a line that does not answer. */
    private void putBack() {
        var silence = new Refused(RefusalCode.NOT_DELIVERED, "the line did not answer the command before this one");
        for (Claim claim = toSend.poll(); claim != null; claim = toSend.poll()) {
            TrackedJob job = claim.job();
            underWay.remove(job.id());
            loop.then(
                    store.change(job.id(), now -> DispatchRules.notDelivered(now, job.attempt(), silence)),
                    done -> {},
                    this::note);
        }
    }

    private void start(TrackedJob job) {
        if (link == Link.READY) {
            var command = new LineCommand(settings.line(), JobCommand.about(JobAction.START, job.id()), job.attempt());
            loop.then(route.send(command), done -> {}, this::note);
        }
    }

    private void clear(JobOrderId id) {
        if (link == Link.READY) {
            var command = new LineCommand(settings.line(), JobCommand.about(JobAction.CLEAR, id), 0);
            loop.then(route.send(command), done -> {}, this::note);
        }
    }

    /** What follows from a change that this desk made. Thread-safe. */
    private void acted(FoldResult result) {
        changed.accept(result);
        loop.execute(() -> result.after().ifPresent(job -> {
            switch (job.phase()) {
                case IN_DOUBT -> doubt(job);
                case STORED -> startSoon(job, result.changed());
                case QUEUED -> holdBack();
                default -> pause.reset();
            }
        }));
    }

    private void doubt(TrackedJob job) {
        heldBack = true;
        putBack();
        loop.after(pause.next(), () -> resolve(job));
    }

    private void startSoon(TrackedJob job, boolean atOnce) {
        if (atOnce) {
            start(job);
        } else {
            loop.after(pause.next(), () -> start(job));
        }
    }

    /** The line is full or wavers: no more until one of its jobs ends, or the pause is over. */
    private void holdBack() {
        heldBack = true;
        loop.after(pause.next(), () -> {
            heldBack = false;
            workWaiting();
        });
    }

    /** Asks the line about a job in doubt until it answers; after a lost link the roll call does. */
    private void resolve(TrackedJob job) {
        if (link == Link.DOWN) {
            return;
        }
        loop.then(
                connector.query(job.id()),
                evidence -> {
                    if (evidence instanceof Unanswered) {
                        loop.after(pause.next(), () -> resolve(job));
                    } else {
                        loop.then(
                                roll.record(job.id(), job.attempt(), evidence),
                                this::resolved,
                                failure -> later("recording evidence failed", failure, () -> resolve(job)));
                    }
                },
                this::note);
    }

    private void resolved(FoldResult result) {
        heldBack = false;
        acted(result);
        workWaiting();
    }

    private void later(String what, Throwable failure, Runnable again) {
        LOGGER.atWarn()
                .addKeyValue("equipment", settings.line())
                .setCause(failure)
                .log("{}; trying again", what);
        loop.after(pause.next(), again);
    }

    private void note(Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("equipment", settings.line())
                .setCause(failure)
                .log("dispatch step failed; the next roll call makes up for it");
    }
}
