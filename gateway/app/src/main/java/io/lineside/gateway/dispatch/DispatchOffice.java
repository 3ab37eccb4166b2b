package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.line.LinkListener;
import io.lineside.gateway.progress.Contradiction;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All desks: hears about links and finished jobs, and sends work to lines. Thread-safe. */
public final class DispatchOffice implements LinkListener, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DispatchOffice.class);
    private static final Duration REST_CHECK = Duration.ofMillis(50);

    private final Map<EquipmentId, LineDesk> desks = new ConcurrentHashMap<>();
    private final DispatchLoop loop;
    private final JobsWithoutLine lost;
    private final Store store;
    private final Duration round;

    /** An office without desks that works on this store. */
    public DispatchOffice(Store store) {
        this(store, Duration.ofSeconds(10));
    }

    /** Desks that look for themselves this often. */
    DispatchOffice(Store store, Duration round) {
        this(store, round, new DispatchLoop());
    }

    /** Desks that work on this loop. */
    DispatchOffice(Store store, Duration round, DispatchLoop loop) {
        this.store = store;
        this.round = round;
        this.loop = loop;
        this.lost = new JobsWithoutLine(store, desks::keySet, this::kept);
    }

    /** Opens the desk of a line, or another one in the place of a retired one; called before its link starts. */
    public void open(DeskSettings settings, LineRegistry lines, CommandRoute route) {
        LineConnector connector = lines.find(settings.line()).orElseThrow();
        var desk = new LineDesk(settings, store, connector, route, loop, round, this::kept);
        LineDesk before = desks.put(settings.line(), desk);
        if (before != null) {
            desk.follow(before);
        }
        loop.execute(desk::open);
    }

    /** Begins to look for jobs of lines that have no desk here, to have people decide about them. */
    public void watchForLostLines() {
        loop.execute(this::lookForLostLines);
    }

    private void lookForLostLines() {
        loop.then(lost.hold(), found -> loop.after(round, this::lookForLostLines), failure -> {
            LOGGER.atWarn().setCause(failure).log("could not look for jobs of lines that are gone; looking again");
            loop.after(round, this::lookForLostLines);
        });
    }

    /**
     * Ends the work of a line's desk in an orderly way: it takes and sends nothing more, and gives back what it had taken
     * and not sent. Completes when everything that was under way has been answered and settled, which takes as long as
     * the line's request timeout at most. Nothing happens for a line without a desk.
     */
    public CompletionStage<Void> retire(EquipmentId line) {
        var atRest = new CompletableFuture<Void>();
        LineDesk desk = desks.get(line);
        if (desk == null) {
            atRest.complete(null);
        } else {
            loop.execute(() -> {
                desk.retire();
                awaitRest(desk, atRest);
            });
        }
        return atRest;
    }

    private void awaitRest(LineDesk desk, CompletableFuture<Void> atRest) {
        if (desk.isAtRest()) {
            atRest.complete(null);
        } else {
            loop.after(REST_CHECK, () -> awaitRest(desk, atRest));
        }
    }

    /** Forgets the desk of a line that is no longer in the site; it has been retired. */
    public void remove(EquipmentId line) {
        desks.remove(line);
    }

    @Override
    public void connected(EquipmentId line) {
        linkChanged(line);
        onDesk(line, LineDesk::connected);
    }

    @Override
    public void disconnected(EquipmentId line, String reason) {
        linkChanged(line);
        onDesk(line, desk -> desk.disconnected(reason));
    }

    /** Tells desks that jobs of new orders are ready to go. */
    public void workWaiting(Collection<EquipmentId> lines) {
        lines.forEach(line -> onDesk(line, LineDesk::announced));
    }

    /** Tells desks that jobs may be ready to go, or to be taken back. */
    public void lookAfter(Collection<EquipmentId> lines) {
        lines.forEach(line -> onDesk(line, LineDesk::lookRound));
    }

    /** Has lines asked about jobs that are at work for too long: a report may be lost. */
    void overdue(Map<EquipmentId, List<OverdueJob>> jobs) {
        jobs.forEach((line, late) -> onDesk(
                line,
                desk -> desk.overdue(late.stream().map(job -> job.job().job()).toList())));
    }

    /** Settles the outcome of a command; completes when that is durable. */
    public CompletionStage<Void> settle(LineAnswer answer) {
        LineDesk desk = desks.get(answer.command().line());
        return desk == null ? CompletableFuture.completedFuture(null) : desk.settle(answer);
    }

    /** Acts on what a kept report changed: the line has room again, or others may go on. */
    public void kept(FoldResult result) {
        result.linesWithNewWork().forEach(line -> onDesk(line, LineDesk::workWaiting));
        if (!result.changed()) {
            return;
        }
        result.after().ifPresent(job -> {
            if (ended(result, job)) {
                onDesk(job.line(), desk -> desk.ended(job));
            } else if (job.phase() == JobPhase.STORED) {
                onDesk(job.line(), desk -> desk.stored(job));
            } else if (isToBeCancelled(result, job)) {
                onDesk(job.line(), desk -> desk.cancel(job));
            } else if (isToBeEnded(result, job)) {
                onDesk(job.line(), desk -> desk.end(job));
            }
        });
    }

    /** Why work waits at lines that are connected, by line; lines without such a reason are absent. */
    public Map<EquipmentId, String> remarks() {
        Map<EquipmentId, String> remarks = new TreeMap<>();
        desks.forEach((line, desk) -> {
            String remark = desk.remark();
            if (!remark.isEmpty()) {
                remarks.put(line, remark);
            }
        });
        return remarks;
    }

    /** The thread that all desks work on. */
    DispatchLoop loop() {
        return loop;
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Whether the line can be told to take jobs back; false where a person has to remove them there. */
    public boolean takesBack(EquipmentId line) {
        LineDesk desk = desks.get(line);
        return desk != null && desk.takesBack();
    }

    /** Whether the line can be told to take back, or to end, a job that is there in this phase. */
    public boolean mayEnd(EquipmentId line, JobPhase phase) {
        LineDesk desk = desks.get(line);
        return desk != null && desk.mayEnd(phase);
    }

    /** What was told and not answered is told again in the desk's own rounds, not at once. */
    private static boolean isToBeCancelled(FoldResult result, TrackedJob job) {
        return CancelRules.isAsked(job)
                && result.before()
                        .filter(before -> before.phase() == job.phase() && CancelRules.isAsked(before))
                        .isEmpty();
    }

    private static boolean isToBeEnded(FoldResult result, TrackedJob job) {
        return Contradiction.goesOnAtTheLine(job)
                && result.before()
                        .filter(before -> before.phase() == JobPhase.QUARANTINED)
                        .isEmpty();
    }

    private static boolean ended(FoldResult result, TrackedJob after) {
        return after.phase().isFinal()
                && result.before().filter(before -> before.phase().isFinal()).isEmpty();
    }

    private void linkChanged(EquipmentId line) {
        LineDesk desk = desks.get(line);
        if (desk != null) {
            desk.linkChanged();
        }
    }

    private void onDesk(EquipmentId line, Consumer<LineDesk> step) {
        LineDesk desk = desks.get(line);
        if (desk != null) {
            loop.execute(() -> step.accept(desk));
        }
    }
}
