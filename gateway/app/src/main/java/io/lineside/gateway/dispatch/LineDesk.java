package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.store.Claim;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one line its work, never more than it has room for, and nothing at all before every job that the line may have is
 * accounted for. Confined to the dispatch thread, but for {@link #settle} and {@link #remark}, which are thread-safe.
 */
final class LineDesk {
    private static final Logger LOGGER = LoggerFactory.getLogger(LineDesk.class);
    /** After so many roll calls a job that the line says nothing about no longer keeps the others waiting. */
    private static final int PATIENT_CALLS = 3;

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
    private final Duration round;
    private final Consumer<FoldResult> changed;
    private final LateArrivals late;
    private final Roll roll;
    private final Doubts doubts;
    private final Poison poison = new Poison();
    private final Outcomes outcomes;
    private final Clearing clearing;
    private final Cancelling cancelling;
    private final Deque<Claim> toSend = new ArrayDeque<>();
    private final Set<JobOrderId> underWay = new HashSet<>();
    private final Set<JobOrderId> starting = new HashSet<>();
    private final Pause pause = new Pause();
    private Map<JobOrderId, Integer> idleSendings = Map.of();
    private Link link = Link.DOWN;
    private int unclearCalls;
    private boolean claiming;
    private boolean claimAgain;
    private boolean rollAfterClaim;
    private boolean calling;
    private boolean rollAfterCall;
    private boolean sending;
    private boolean heldBack;
    private int holds;
    private boolean retired;
    private volatile String remark = "";

    /**
     * A desk without a link yet.
     *
     * @param round no wake-up is relied on alone: so often the desk looks by itself for jobs that wait for something
     * @param changed hears what this desk itself changed, as the office does for reports
     */
    LineDesk(
            DeskSettings settings,
            Store store,
            LineConnector connector,
            CommandRoute route,
            DispatchLoop loop,
            Duration round,
            Consumer<FoldResult> changed) {
        this.settings = settings;
        this.store = store;
        this.connector = connector;
        this.route = route;
        this.loop = loop;
        this.round = round;
        this.changed = changed;
        this.late = new LateArrivals(settings.requestTimeout(), loop::nanoTime);
        this.roll = new Roll(settings, late, poison, store, connector, changed);
        this.doubts = new Doubts(connector, roll, loop, new DoubtDesk());
        this.outcomes = new Outcomes(settings, late, store, connector, roll);
        this.clearing = new Clearing(settings.line(), store, route, loop, this::note);
        this.cancelling = new Cancelling(settings.line(), route, loop, this::note);
    }

    /** Begins the desk's own rounds. */
    void open() {
        loop.after(round, this::goRound);
    }

    /** Why work waits although the line is connected; empty when it does not. Thread-safe. */
    String remark() {
        return remark;
    }

    /** Whatever was sent before may only now reach the line. Thread-safe, and said before anything else. */
    void linkChanged() {
        late.linked();
    }

    /** Takes the place of another desk of the line, whose commands may still arrive. */
    void follow(LineDesk before) {
        late.follow(before.late);
    }

    /** Sends nothing more, whatever the link does: another desk takes this one's place. */
    void retire() {
        retired = true;
        link = Link.DOWN;
        clearing.drop();
        putBack("the line's file was changed");
    }

    /** Whether everything that was under way when the desk retired is over. */
    boolean isAtRest() {
        return retired
                && !claiming
                && !sending
                && toSend.isEmpty()
                && underWay.isEmpty()
                && starting.isEmpty()
                && clearing.isIdle();
    }

    void connected() {
        if (retired) {
            return;
        }
        link = Link.ASKING;
        unclearCalls = 0;
        putBack("the line was connected anew");
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
        clearing.drop();
        putBack("the line can not be reached");
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
        loop.then(claim(), this::claimed, failure -> {
            askAgain("taking work from the store failed", failure);
            claimed(List.of());
        });
    }

    void ended(TrackedJob job) {
        release();
        if (job.phase() == JobPhase.ENDED || job.phase() == JobPhase.ABORTED) {
            clear(job);
        }
        workWaiting();
    }

    /** The line has the job and waits for Start. */
    void stored(TrackedJob job) {
        if (link == Link.READY && starting.add(job.id())) {
            CompletionStage<Void> started = store.instructed(job)
                    .thenCompose(order ->
                            route.send(new LineCommand(settings.line(), JobCommand.starting(order), job.attempt())));
            loop.then(started, done -> starting.remove(job.id()), failure -> {
                starting.remove(job.id());
                note(failure);
            });
        }
    }

    /** A person decided that the line shall not make it. */
    void cancel(TrackedJob job) {
        if (link == Link.READY) {
            cancelling.cancel(job);
        }
    }

    /** Whether the line can be told to take a job back, and asked what became of it. Thread-safe. */
    boolean takesBack() {
        return !settings.blind() && connector.offers(JobAction.CANCEL);
    }

    /** Makes the outcome of a command durable. Thread-safe. */
    CompletionStage<Void> settle(LineAnswer answer) {
        return outcomes.settle(answer).thenAccept(result -> result.ifPresent(this::acted));
    }

    /** Accounts for every job the line may have, then opens the line for work. */
    private void callRoll() {
        if (claiming) {
            // Jobs that are being claimed are neither under way nor at the line yet: the roll would miss them.
            rollAfterClaim = true;
            return;
        }
        if (calling) {
            // Two at once, and the slower one would ask about what was sent after the faster one.
            rollAfterCall = true;
            return;
        }
        calling = true;
        loop.then(
                roll.call(Set.copyOf(underWay)),
                result -> {
                    if (isLastCall() && link == Link.ASKING) {
                        called(result);
                    }
                },
                failure -> {
                    if (isLastCall()) {
                        askAgain("asking the line about its jobs failed", failure);
                    }
                });
    }

    /** Ends a roll call; calls once more when that was asked for meanwhile. */
    private boolean isLastCall() {
        calling = false;
        boolean last = !rollAfterCall;
        rollAfterCall = false;
        if (!last) {
            callRollAgain();
        }
        return last;
    }

    private void called(RollResult result) {
        if (result instanceof RollResult.Silent silent) {
            remark("the line does not say which jobs it has: " + silent.waitedFor());
            loop.after(pause.next(), this::callRollAgain);
        } else if (result instanceof RollResult.Unclear unclear) {
            unclear.doubts().forEach(this::doubt);
            if (++unclearCalls < PATIENT_CALLS) {
                loop.after(pause.next(), this::callRollAgain);
            } else {
                ready();
            }
        } else {
            remark("");
            ready();
        }
    }

    private void ready() {
        LOGGER.atInfo().addKeyValue("equipment", settings.line()).log("line is ready for work");
        link = Link.READY;
        release();
        lookRound();
    }

    private void callRollAgain() {
        if (link == Link.ASKING) {
            callRoll();
        }
    }

    private void goRound() {
        if (retired) {
            return;
        }
        loop.after(round, this::goRound);
        lookRound();
    }

    private void lookRound() {
        if (link == Link.READY) {
            loop.then(store.atLine(settings.line()), this::lookAfter, this::note);
            clearing.clearLeftOver();
            workWaiting();
        }
    }

    private void lookAfter(List<TrackedJob> jobs) {
        Map<JobOrderId, Integer> idle = new HashMap<>();
        for (TrackedJob job : jobs) {
            switch (job.phase()) {
                case SENDING -> {
                    if (!underWay.contains(job.id())) {
                        idle.put(job.id(), job.attempt());
                    }
                }
                case IN_DOUBT -> resolveSoon(job);
                case STORED -> stored(job);
                case CANCELLING -> cancel(job);
                default -> {}
            }
        }
        // What was read may be older than what was sent meanwhile: only the same sending seen idle twice is lost.
        if (idle.entrySet().removeIf(sending -> sending.getValue().equals(idleSendings.get(sending.getKey())))) {
            askAgain("a job was taken for sending and not sent", null);
        }
        idleSendings = idle;
    }

    private CompletionStage<List<Claim>> claim() {
        return store.queued(settings.line())
                .thenCompose(queued -> queued > 0 ? claimRoom() : CompletableFuture.completedFuture(List.of()));
    }

    private CompletionStage<List<Claim>> claimRoom() {
        return store.atLine(settings.line()).thenCompose(jobs -> {
            int room = settings.capacity() - jobs.size();
            boolean open = jobs.stream().anyMatch(job -> job.phase() == JobPhase.SENDING);
            return room > 0 && !(settings.blind() && open) ? claim(room) : CompletableFuture.completedFuture(List.of());
        });
    }

    /** A line that can not be asked gets one job after the other, and none while a person has to find out about one. */
    private CompletionStage<List<Claim>> claim(int room) {
        if (!settings.blind()) {
            return store.claim(settings.line(), room, connector.memory());
        }
        return store.heldInDoubt(settings.line()).thenCompose(held -> {
            if (held.isEmpty()) {
                return store.claim(settings.line(), 1, connector.memory());
            }
            remark("nobody knows whether the line has " + held.get(0) + ": a person has to look and decide");
            return CompletableFuture.completedFuture(List.of());
        });
    }

    private void claimed(List<Claim> claims) {
        claiming = false;
        toSend.addAll(claims);
        claims.forEach(claim -> underWay.add(claim.job().id()));
        sendNext();
        if (rollAfterClaim) {
            rollAfterClaim = false;
            callRollAgain();
        } else if (claimAgain) {
            claimAgain = false;
            workWaiting();
        }
    }

    /** One command at a time, so that jobs arrive at the line in the order of the queue. */
    private void sendNext() {
        if (link != Link.READY) {
            putBack("the line can not be reached");
            return;
        }
        if (sending || toSend.isEmpty()) {
            return;
        }
        sending = true;
        Claim claim = toSend.remove();
        TrackedJob job = claim.job();
        JobAction action = settings.twoPhase() ? JobAction.STORE : JobAction.STORE_AND_START;
        var command = new LineCommand(settings.line(), JobCommand.carrying(action, claim.order()), job.attempt());
        loop.then(route.send(command), done -> sent(job), failure -> {
            poison.failed(job.id(), failure);
            askAgain("settling a command failed", failure);
            sent(job);
        });
    }

    private void sent(TrackedJob job) {
        underWay.remove(job.id());
        sending = false;
        sendNext();
    }

    /** Gives back what was claimed and not sent; what can not be given back is found by the next roll call. */
    private void putBack(String why) {
        var notSent = new Refused(RefusalCode.NOT_DELIVERED, why);
        for (Claim claim = toSend.poll(); claim != null; claim = toSend.poll()) {
            TrackedJob job = claim.job();
            loop.then(
                    store.change(job.id(), now -> DispatchRules.notDelivered(now, job.attempt(), notSent)),
                    done -> underWay.remove(job.id()),
                    failure -> {
                        underWay.remove(job.id());
                        note(failure);
                    });
        }
    }

    private void clear(TrackedJob job) {
        if (link == Link.READY) {
            clearing.clear(job.id());
        }
    }

    /** What follows from a change that this desk made. Thread-safe. */
    private void acted(FoldResult result) {
        // First what this desk does about it, for instance hold back, then what others make of it.
        loop.execute(() -> result.after().ifPresent(job -> {
            switch (job.phase()) {
                case IN_DOUBT -> {
                    holdBack(job);
                    resolveSoon(job);
                }
                case STORED -> {
                    if (result.changed()) {
                        stored(job);
                    }
                }
                case QUEUED -> holdBack(job);
                case STARTED, RUNNING, INTERRUPTED -> {
                    poison.forget(job.id());
                    release();
                }
                default -> workWaiting();
            }
        }));
        changed.accept(result);
    }

    /**
     * The line is full or wavers: nothing more until one of its jobs moves, a doubt is settled, or the pause is over. The
     * pause grows with every job that the line does not take.
     */
    private void holdBack(TrackedJob because) {
        heldBack = true;
        remark(because.reason());
        putBack("the line did not take the job before it");
        int hold = ++holds;
        loop.after(pause.next(), () -> {
            if (hold == holds) {
                heldBack = false;
                workWaiting();
            }
        });
    }

    private void release() {
        heldBack = false;
        holds++;
        pause.reset();
        if (link == Link.READY && doubts.isEmpty()) {
            remark("");
        }
    }

    private void doubt(RollResult.Doubt doubt) {
        remark("the line says nothing usable about " + doubt.job().id() + ": " + doubt.waitedFor());
        var unknown = new Unknown(doubt.waitedFor());
        loop.then(
                outcomes.unanswered(doubt.job().id(), doubt.job().attempt(), JobAction.STORE, unknown),
                changed,
                this::note);
    }

    private void resolveSoon(TrackedJob job) {
        if (doubts.resolve(job)) {
            remark("the line has not said whether it has " + job.id() + ": " + job.reason());
        }
    }

    private final class DoubtDesk implements Doubts.Desk {
        @Override
        public boolean isReady() {
            return link == Link.READY;
        }

        @Override
        public void settled(FoldResult result) {
            release();
            acted(result);
            workWaiting();
        }

        @Override
        public void failed(Throwable failure) {
            note(failure);
        }

        @Override
        public void notKept(Throwable failure) {
            askAgain("recording evidence failed", failure);
        }
    }

    /** Something about the line's jobs is not known any more: accounts for all of them before anything else is sent. */
    private void askAgain(String what, @Nullable Throwable failure) {
        warn(what + "; the line is asked about all its jobs", failure);
        if (link != Link.DOWN) {
            link = Link.ASKING;
            loop.after(pause.next(), this::callRollAgain);
        }
    }

    private void note(Throwable failure) {
        warn("dispatch step failed; the desk's next round makes up for it", failure);
    }

    private void warn(String what, @Nullable Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("equipment", settings.line())
                .setCause(failure)
                .log(what);
    }

    private void remark(String text) {
        if (!text.isEmpty() && !text.equals(remark)) {
            LOGGER.atWarn().addKeyValue("equipment", settings.line()).log("work waits: {}", text);
        }
        remark = text;
    }
}
