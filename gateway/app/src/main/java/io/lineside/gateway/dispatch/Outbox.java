package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.store.Claim;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.WorkTaker;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes a line's work from the store, never more than the line has room for, and sends it one command after the other.
 * Confined to the dispatch thread.
 */
final class Outbox {
    /** Jobs that are claimed ahead of the one that is being sent; more would only be taken, and put back when all goes wrong. */
    private static final int AHEAD = Claim.MOST_AT_ONCE / 2;

    private final DeskSettings settings;
    private final Store store;
    private final LineConnector connector;
    private final CommandRoute route;
    private final DispatchLoop loop;
    private final Poison poison;
    private final Desk desk;
    private final Taker taker = new Taker();
    private final Deque<Claim> toSend = new ArrayDeque<>();
    /** With the sending: the one before it may end after the job was taken again. */
    private final Map<JobOrderId, Integer> underWay = new HashMap<>();

    private boolean claiming;
    private boolean claimAgain;
    /** The line has room for more than was claimed. */
    private boolean more;

    private @Nullable JobOrderId unanswered;
    private boolean fencing;
    private volatile boolean heldBack;
    private int holds;

    /** What the desk has to do with it. */
    interface Desk {
        /** Whether the line takes work. Thread-safe. */
        boolean isReady();

        /** A claim has ended; true where the desk turns to something else before the next. */
        boolean claimed();

        /** A sending has ended, and whatever came of it is durable. */
        void sent(JobOrderId job);

        /** How long to wait for the line, whatever for: grows until something works again. */
        Pause pause();

        /** Why work waits. */
        void remark(String why);

        /** Something about the line's jobs is not known any more. */
        void lostSight(String what, @Nullable Throwable failure);

        /** A step failed that the next round makes up for. */
        void failed(Throwable failure);
    }

    Outbox(
            DeskSettings settings,
            Store store,
            LineConnector connector,
            CommandRoute route,
            DispatchLoop loop,
            Poison poison,
            Desk desk) {
        this.settings = settings;
        this.store = store;
        this.connector = connector;
        this.route = route;
        this.loop = loop;
        this.poison = poison;
        this.desk = desk;
    }

    /** Jobs that are on their way in this process, so that their outcome settles them. */
    Set<JobOrderId> underWay() {
        return Set.copyOf(underWay.keySet());
    }

    /** Whether nothing is being claimed or on its way. */
    boolean isIdle() {
        return !claiming && !fencing && unanswered == null && toSend.isEmpty() && underWay.isEmpty();
    }

    /** Whether jobs are being claimed, which are neither under way nor at the line yet. */
    boolean isClaiming() {
        return claiming || fencing;
    }

    /** Whether the line takes its work as it comes, so that nobody has to tell of it. */
    boolean takesAsItComes() {
        return taker.isOpen();
    }

    /** The desk has become ready: from now on the line takes its work as it comes, unless it is blind. */
    void open() {
        store.takers().add(taker);
    }

    /** The desk is not ready any more: counts as claiming until everything is told that was taken before. */
    void fence() {
        store.takers().remove(taker);
        if (!fencing) {
            fencing = true;
            loop.then(store.takers().settled(), done -> fenced(), failure -> fenced());
        }
    }

    private void fenced() {
        fencing = false;
        if (!claiming) {
            desk.claimed();
        }
    }

    /** Takes as much as the line has room for and sends it, if it takes work. */
    void look() {
        if (!desk.isReady() || heldBack) {
            return;
        }
        sendNext();
        if (claiming) {
            claimAgain = true;
            return;
        }
        more = toSend.size() > AHEAD;
        if (more) {
            return;
        }
        claiming = true;
        loop.then(claim(), this::claimed, failure -> {
            notClaimed(failure);
            claimed(List.of());
        });
    }

    private CompletionStage<List<Claim>> claim() {
        return settings.blind()
                ? claimBlindly()
                : store.claimInto(settings.line(), settings.capacity(), connector.memory());
    }

    /** A line that can not be asked gets one job after the other, and none while a person has to find out about one. */
    private CompletionStage<List<Claim>> claimBlindly() {
        return store.queued(settings.line())
                .thenCompose(queued -> queued > 0 ? claimRoom() : CompletableFuture.completedFuture(List.of()));
    }

    private CompletionStage<List<Claim>> claimRoom() {
        return store.atLine(settings.line()).thenCompose(jobs -> {
            int room = settings.capacity() - jobs.size();
            boolean open = jobs.stream().anyMatch(job -> job.phase() == JobPhase.SENDING);
            return room > 0 && !open ? claimOne() : CompletableFuture.completedFuture(List.of());
        });
    }

    private CompletionStage<List<Claim>> claimOne() {
        return store.heldInDoubt(settings.line()).thenCompose(held -> {
            if (held.isEmpty()) {
                return store.claim(settings.line(), 1, connector.memory());
            }
            desk.remark("nobody knows whether the line has " + held.get(0) + ": a person has to look and decide");
            return CompletableFuture.completedFuture(List.of());
        });
    }

    private void claimed(List<Claim> claims) {
        claiming = false;
        lineUp(claims);
        if (!desk.claimed() && claimAgain) {
            claimAgain = false;
            look();
        }
    }

    private void notClaimed(Throwable failure) {
        desk.lostSight("taking work from the store failed", failure);
    }

    private void lineUp(List<Claim> claims) {
        more |= claims.size() >= Claim.MOST_AT_ONCE;
        toSend.addAll(claims);
        claims.forEach(claim -> underWay.put(claim.job().id(), claim.job().attempt()));
        sendNext();
    }

    /** One command at a time, so that jobs arrive at the line in the order of the queue. */
    private void sendNext() {
        if (!desk.isReady()) {
            putBack("the line can not be reached");
            return;
        }
        // What was claimed while the line's refusal was on its way waits too.
        if (heldBack || unanswered != null || toSend.isEmpty()) {
            return;
        }
        Claim claim = toSend.remove();
        TrackedJob job = claim.job();
        unanswered = job.id();
        JobAction action = settings.twoPhase() ? JobAction.STORE : JobAction.STORE_AND_START;
        var command = new LineCommand(settings.line(), JobCommand.carrying(action, claim.order()), job.attempt());
        loop.then(route.send(command), done -> sent(job), failure -> {
            poison.failed(job.id(), failure);
            desk.lostSight("settling a command failed", failure);
            sent(job);
        });
        if (more && toSend.size() <= AHEAD) {
            look();
        }
    }

    /** The line has taken the job: the next may go while that is made durable. */
    void taken(JobOrderId job) {
        if (job.equals(unanswered)) {
            unanswered = null;
            sendNext();
        }
    }

    private void sent(TrackedJob job) {
        ended(job);
        if (job.id().equals(unanswered)) {
            unanswered = null;
        }
        desk.sent(job.id());
        sendNext();
    }

    /** This sending is over; another one of the job may be under way. */
    private void ended(TrackedJob job) {
        underWay.remove(job.id(), job.attempt());
    }

    /** Gives back what was claimed and not sent; what can not be given back is found by the next roll call. */
    void putBack(String why) {
        var notSent = new Refused(RefusalCode.NOT_DELIVERED, why);
        for (Claim claim = toSend.poll(); claim != null; claim = toSend.poll()) {
            TrackedJob job = claim.job();
            loop.then(
                    store.change(job.id(), now -> DispatchRules.notDelivered(now, job.attempt(), notSent)),
                    done -> ended(job),
                    failure -> {
                        ended(job);
                        desk.failed(failure);
                    });
        }
    }

    /**
     * The line is full or wavers: nothing more until one of its jobs moves, a doubt is settled, or the pause is over. The
     * pause grows with every job that the line does not take.
     */
    void holdBack(TrackedJob because) {
        heldBack = true;
        desk.remark(because.reason());
        putBack("the line did not take the job before it");
        int hold = ++holds;
        loop.after(desk.pause().next(), () -> {
            if (hold == holds) {
                heldBack = false;
                look();
            }
        });
    }

    /** The line takes work again, as far as is known. */
    void release() {
        boolean held = heldBack;
        heldBack = false;
        holds++;
        if (held) {
            look();
        }
    }

    /** The line's work as it comes; of what is told on the writer thread everything is done on this one. */
    private final class Taker implements WorkTaker {
        @Override
        public EquipmentId line() {
            return settings.line();
        }

        @Override
        public boolean isOpen() {
            return !settings.blind() && desk.isReady() && !heldBack;
        }

        @Override
        public int capacity() {
            return settings.capacity();
        }

        @Override
        public Optional<MemoryId> memory() {
            return connector.memory();
        }

        @Override
        public void taken(List<Claim> claims) {
            loop.execute(() -> lineUp(claims));
        }

        @Override
        public void failed(Throwable cause) {
            loop.execute(() -> notClaimed(cause));
        }
    }
}
