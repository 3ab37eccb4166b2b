package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.line.LinkListener;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All desks: hears about links and finished jobs, and sends work to lines. Thread-safe. */
public final class DispatchOffice implements LinkListener, AutoCloseable {
    private final Map<EquipmentId, LineDesk> desks = new ConcurrentHashMap<>();
    private final DispatchLoop loop;
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
    }

    /** Opens the desk of a line; called for every line before the links start. */
    public void open(DeskSettings settings, LineRegistry lines, CommandRoute route) {
        LineConnector connector = lines.find(settings.line()).orElseThrow();
        var desk = new LineDesk(settings, store, connector, route, loop, round, this::kept);
        desks.put(settings.line(), desk);
        loop.execute(desk::open);
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

    /** Tells desks that jobs may be ready to go. */
    public void workWaiting(Collection<EquipmentId> lines) {
        lines.forEach(line -> onDesk(line, LineDesk::workWaiting));
    }

    /** Settles the outcome of a command; completes when that is durable. */
    public CompletionStage<Void> settle(LineAnswer answer) {
        LineDesk desk = desks.get(answer.command().line());
        return desk == null ? CompletableFuture.completedFuture(null) : desk.settle(answer);
    }

    /** Acts on what a kept report changed: the line has room again, or others may go on. */
    public void kept(FoldResult result) {
        workWaiting(result.linesWithNewWork());
        if (!result.changed()) {
            return;
        }
        result.after().ifPresent(job -> {
            if (ended(result, job)) {
                onDesk(job.line(), desk -> desk.ended(job));
            } else if (job.phase() == JobPhase.STORED) {
                onDesk(job.line(), desk -> desk.stored(job));
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

    @Override
    public void close() {
        loop.close();
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
