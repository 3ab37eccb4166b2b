package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends one line its work, never more than it has room for, and nothing at all before every job that the line may have is
 * accounted for. Confined to the dispatch thread, but for {@link #settle} and {@link #remark}, which are thread-safe.
 */
final class LineDesk {
    /** After so many roll calls a job that the line says nothing about no longer keeps the others waiting. */
    private static final int PATIENT_CALLS = 3;

    private enum Link {
        DOWN,
        ASKING,
        READY
    }

    private final DeskSettings settings;
    private final DeskLog log;
    private final Store store;
    private final LineConnector connector;
    private final DispatchLoop loop;
    private final Duration round;
    private final Consumer<FoldResult> changed;
    private final LateArrivals late;
    private final Roll roll;
    private final Doubts doubts;
    private final RollCalls rollCalls;
    private final Outbox outbox;
    private final Poison poison = new Poison();
    private final Outcomes outcomes;
    private final Clearing clearing;
    private final Cancelling cancelling;
    private final Ending ending;
    private final Starting starting;
    private final OverdueQuestions overdue;
    private final Set<JobOrderId> cancelAfterStart = new HashSet<>();
    /** Jobs that the last roll call left to their sending, and that were taken in the meantime: they may have moved on. */
    private final Set<JobOrderId> leftOut = new HashSet<>();

    private final Pause pause = new Pause();
    private Map<JobOrderId, Integer> idleSendings = Map.of();
    private volatile Link link = Link.DOWN;
    private int unclearCalls;
    private boolean retired;

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
        this.log = new DeskLog(settings.line());
        this.store = store;
        this.connector = connector;
        this.loop = loop;
        this.round = round;
        this.changed = changed;
        this.late = new LateArrivals(settings.requestTimeout(), loop::nanoTime);
        this.roll = new Roll(settings, late, poison, store, connector, changed);
        this.rollCalls = new RollCalls(roll, loop, new RollDesk());
        this.outbox = new Outbox(settings, store, connector, route, loop, poison, new OutboxDesk());
        this.doubts = new Doubts(connector, roll, loop, new DoubtDesk());
        this.outcomes = new Outcomes(settings, late, store, connector, roll);
        this.clearing = new Clearing(settings.line(), store, route, loop, log::note);
        this.starting = new Starting(settings.line(), store, route, loop, this::startEnded, log::note);
        this.ending = new Ending(connector, settings.line(), store, route, loop, log::note);
        this.overdue = new OverdueQuestions(roll, loop, log::note);
        this.cancelling = new Cancelling(settings.line(), connector, route, loop, log::note);
    }

    /** Begins the desk's own rounds. */
    void open() {
        loop.after(round, this::goRound);
    }

    /** Why work waits although the line is connected; empty when it does not. Thread-safe. */
    String remark() {
        return log.remark();
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
        outbox.fence();
        clearing.drop();
        outbox.putBack("the line's file was changed");
    }

    /** Whether everything that was under way when the desk retired is over. */
    boolean isAtRest() {
        return retired
                && outbox.isIdle()
                && starting.isIdle()
                && cancelling.isIdle()
                && ending.isIdle()
                && clearing.isIdle();
    }

    void connected() {
        if (retired) {
            return;
        }
        asking();
        unclearCalls = 0;
        outbox.putBack("the line was connected anew");
        rollCalls.call();
    }

    void disconnected(String reason) {
        if (link != Link.DOWN) {
            log.away(reason);
        }
        link = Link.DOWN;
        clearing.drop();
        outbox.putBack("the line can not be reached");
    }

    /** There is work, or room; a line that takes its work as it comes has taken what it has room for. */
    void announced() {
        if (!outbox.takesAsItComes()) {
            outbox.look();
        }
    }

    void workWaiting() {
        outbox.look();
    }

    void ended(TrackedJob job) {
        release();
        if (job.phase() == JobPhase.ENDED || job.phase() == JobPhase.ABORTED) {
            clear(job);
        }
        announced();
    }

    /** The line has the job and waits for Start. */
    void stored(TrackedJob job) {
        if (link == Link.READY) {
            starting.start(job);
        }
    }

    /** The line shall not make it; a Start that is under way must not come after the Cancel. */
    void cancel(TrackedJob job) {
        if (starting.isUnderWay(job.id())) {
            cancelAfterStart.add(job.id());
        } else if (link == Link.READY) {
            cancelling.cancel(job);
        }
    }

    /** The line builds something other than was ordered. */
    void end(TrackedJob job) {
        ending.end(job);
    }

    /** These jobs have been as they are for too long. */
    void overdue(Collection<TrackedJob> jobs) {
        if (link == Link.READY) {
            overdue.ask(jobs);
        }
    }

    private void startEnded(JobOrderId job) {
        if (cancelAfterStart.remove(job)) {
            lookRound();
        }
    }

    /** Whether the line can be told to take a job back, and asked what became of it. Thread-safe. */
    boolean takesBack() {
        return !settings.blind() && connector.offers(JobAction.CANCEL);
    }

    /** The same of a job that the line has begun, or not, as the phase says. Thread-safe. */
    boolean mayEnd(JobPhase phase) {
        return !settings.blind() && cancelling.mayEnd(phase);
    }

    /** Makes the outcome of a command durable. Thread-safe. */
    CompletionStage<Void> settle(LineAnswer answer) {
        CompletionStage<Void> settled = outcomes.settle(answer).thenAccept(result -> result.ifPresent(this::acted));
        if (answer.outcome() instanceof Accepted) {
            loop.execute(() -> accepted(answer.command().command()));
        }
        return settled;
    }

    private void accepted(JobCommand command) {
        switch (command.action()) {
            case STORE, STORE_AND_START -> outbox.taken(command.jobOrderId());
            case CLEAR -> clearing.forgotten(command.jobOrderId());
            default -> {}
        }
    }

    private void called(RollResult result) {
        if (result instanceof RollResult.Silent silent) {
            log.remark("the line does not say which jobs it has: " + silent.waitedFor());
            loop.after(pause.next(), rollCalls::callIfAsked);
        } else if (result instanceof RollResult.Unclear unclear) {
            unclear.doubts().forEach(this::doubt);
            if (++unclearCalls < PATIENT_CALLS) {
                loop.after(pause.next(), rollCalls::callIfAsked);
            } else {
                ready();
            }
        } else {
            log.remark("");
            ready();
        }
    }

    private void ready() {
        log.ready();
        link = Link.READY;
        outbox.open();
        release();
        lookRound();
    }

    private void goRound() {
        if (retired) {
            return;
        }
        loop.after(round, this::goRound);
        lookRound();
    }

    /** Looks after every job that the line has, and whether there is work for it. */
    void lookRound() {
        if (link == Link.READY) {
            loop.then(store.atLine(settings.line()), this::lookAfter, log::note);
            clearing.clearLeftOver();
            workWaiting();
        }
    }

    private void lookAfter(List<TrackedJob> jobs) {
        Set<JobOrderId> underWay = outbox.underWay();
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
                case STARTED, RUNNING, INTERRUPTED -> {
                    askIfLeftOut(job, underWay);
                    if (CancelRules.isAsked(job)) {
                        cancel(job);
                    }
                }
                default -> {}
            }
        }
        // What was read may be older than what was sent meanwhile: only the same sending seen idle twice is lost.
        if (idle.entrySet().removeIf(sending -> sending.getValue().equals(idleSendings.get(sending.getKey())))) {
            askAgain("a job was taken for sending and not sent", null);
        }
        idleSendings = idle;
    }

    /** What a job did while the line was away is told by nobody when the roll call did not ask about it. */
    private void askIfLeftOut(TrackedJob job, Set<JobOrderId> underWay) {
        if (!underWay.contains(job.id()) && leftOut.remove(job.id())) {
            loop.then(
                    roll.ask(job),
                    answered -> {
                        if (!answered) {
                            leftOut.add(job.id());
                        }
                    },
                    failure -> {
                        leftOut.add(job.id());
                        log.note(failure);
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
                    outbox.holdBack(job);
                    resolveSoon(job);
                }
                case STORED -> {
                    if (result.changed()) {
                        stored(job);
                    }
                }
                case QUEUED -> outbox.holdBack(job);
                case STARTED, RUNNING, INTERRUPTED -> {
                    poison.forget(job.id());
                    release();
                }
                default -> workWaiting();
            }
        }));
        changed.accept(result);
    }

    private void release() {
        outbox.release();
        pause.reset();
        if (link == Link.READY && doubts.isEmpty()) {
            log.remark("");
        }
    }

    private void doubt(RollResult.Doubt doubt) {
        log.remark("the line says nothing usable about " + doubt.job().id() + ": " + doubt.waitedFor());
        var unknown = new Unknown(doubt.waitedFor());
        loop.then(
                outcomes.unanswered(doubt.job().id(), doubt.job().attempt(), JobAction.STORE, unknown),
                changed,
                log::note);
    }

    private void resolveSoon(TrackedJob job) {
        if (doubts.resolve(job)) {
            log.remark("the line has not said whether it has " + job.id() + ": " + job.reason());
        }
    }

    private final class RollDesk implements RollCalls.Desk {
        @Override
        public boolean isClaiming() {
            return outbox.isClaiming();
        }

        @Override
        public Set<JobOrderId> underWay() {
            leftOut.clear();
            leftOut.addAll(outbox.underWay());
            return outbox.underWay();
        }

        @Override
        public boolean isAsking() {
            return link == Link.ASKING;
        }

        @Override
        public void called(RollResult result) {
            LineDesk.this.called(result);
        }

        @Override
        public void failed(Throwable failure) {
            askAgain("asking the line about its jobs failed", failure);
        }
    }

    private final class OutboxDesk implements Outbox.Desk {
        @Override
        public boolean isReady() {
            return link == Link.READY;
        }

        @Override
        public boolean claimed() {
            return rollCalls.claimed();
        }

        @Override
        public void sent(JobOrderId job) {
            if (leftOut.contains(job)) {
                lookRound();
            }
        }

        @Override
        public Pause pause() {
            return pause;
        }

        @Override
        public void remark(String why) {
            log.remark(why);
        }

        @Override
        public void lostSight(String what, @Nullable Throwable failure) {
            askAgain(what, failure);
        }

        @Override
        public void failed(Throwable failure) {
            log.note(failure);
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
            log.note(failure);
        }

        @Override
        public void notKept(Throwable failure) {
            askAgain("recording evidence failed", failure);
        }
    }

    /** Something about the line's jobs is not known any more: accounts for all of them before anything else is sent. */
    private void askAgain(String what, @Nullable Throwable failure) {
        log.warn(what + "; the line is asked about all its jobs", failure);
        if (link != Link.DOWN) {
            asking();
            loop.after(pause.next(), rollCalls::callIfAsked);
        }
    }

    private void asking() {
        link = Link.ASKING;
        outbox.fence();
    }
}
