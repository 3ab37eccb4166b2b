package io.lineside.gateway.reload;

import io.lineside.config.Site;
import io.lineside.config.source.Fault;
import io.lineside.gateway.dispatch.CommandRoute;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.model.line.LineConnectorProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the files of the site's folder into force while the gateway runs: reads and checks all of them, runs the products'
 * examples, and only then changes anything. When anything is wrong, everything stays as it is. Writes nothing, so that a
 * gateway which dies in the middle starts by the files as they are. Thread-safe; works on one thread of its own.
 */
public final class Reloader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reloader.class);
    private static final int STOP_SECONDS = 30;
    private static final String WATCH = "whoever changed the files";

    private final ScheduledExecutorService thread = thread();
    private final CurrentSite current;
    private final List<LineConnectorProvider> providers;
    private final OrderIds ids;
    private final LineSwap lines;
    private final Clock clock;
    private final Path folder;
    private volatile ReloadState state;
    private volatile BiConsumer<String, ReloadResult> told = (who, result) -> {};
    private @Nullable FolderPrint seen;
    private @Nullable FolderPrint tried;

    /** Reloads the folder of the site in force; looks at it by itself once started. */
    public Reloader(
            CurrentSite current, List<LineConnectorProvider> providers, OrderIds ids, LineSwap lines, Clock clock) {
        this.current = current;
        this.providers = List.copyOf(providers);
        this.ids = ids;
        this.lines = lines;
        this.clock = clock;
        this.folder = current.get().site().folder();
        this.state = ReloadState.first(current.get().since());
    }

    /** Begins to look at the folder, where the site wants that, and at lines that leave. */
    public void start(CommandRoute route) {
        lines.commandsGoBy(route);
        thread.execute(this::goRound);
    }

    /** Which files are in force, and what is wrong with those that are not. */
    public ReloadState state() {
        return state.withLeaving(lines.leaving());
    }

    /** The site in force. */
    public Site site() {
        return current.get().site();
    }

    /** Tells who had the site changed, or tried to, and what came of it, before anybody is answered. */
    public void onResult(BiConsumer<String, ReloadResult> listener) {
        told = listener;
    }

    /**
     * Reads the folder now; completes with what came of it, after whatever is under way already.
     *
     * @param who wishes it
     */
    public CompletionStage<ReloadResult> reload(String who) {
        var done = new CompletableFuture<ReloadResult>();
        try {
            thread.execute(() -> {
                try {
                    done.complete(reloadNow(who));
                } catch (RuntimeException bug) {
                    done.completeExceptionally(bug);
                }
            });
        } catch (RejectedExecutionException stopped) {
            done.completeExceptionally(stopped);
        }
        return done;
    }

    private void goRound() {
        try {
            lines.removeThoseThatAreDone();
            if (current.get().site().reload().watch()) {
                lookAtFolder();
            }
        } catch (RuntimeException bug) {
            LOGGER.error("looking after the site failed; it stays as it is", bug);
        }
        schedule();
    }

    private void schedule() {
        try {
            var unused = thread.schedule(
                    this::goRound, current.get().site().reload().every().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOGGER.debug("the gateway stops", stopped);
        }
    }

    /** Files that are still being written differ from look to look: only what stays the same for one look is read. */
    private void lookAtFolder() {
        FolderPrint now = FolderPrint.of(folder);
        if (now.equals(seen) && !now.equals(tried)) {
            reloadNow(WATCH);
        }
        seen = now;
    }

    private ReloadResult reloadNow(String who) {
        tried = FolderPrint.of(folder);
        ReloadResult result = changed();
        if (result instanceof ReloadResult.Refused refused) {
            state = state.refusedNow(refused.faults(), clock.instant());
            refused.faults().forEach(fault -> LOGGER.warn("site not changed: {}", fault));
        } else if (result instanceof ReloadResult.Applied applied) {
            state = state.appliedAt(current.get().since());
            applied.changes().forEach(change -> LOGGER.info("site changed: {}", change));
        } else {
            state = state.unchanged();
        }
        state = state.after(new ReloadState.Attempt(clock.instant(), who, result));
        told.accept(who, result);
        return result;
    }

    private ReloadResult changed() {
        SiteCheck check = SiteCheck.of(folder, providers, clock);
        if (check instanceof SiteCheck.Broken broken) {
            return new ReloadResult.Refused(broken.faults());
        }
        var ready = (SiteCheck.Ready) check;
        Site was = current.get().site();
        LineChanges changes = lines.changesTo(ready.site());
        if (ready.site().equals(was) && changes.isEmpty()) {
            return new ReloadResult.Unchanged();
        }
        List<Fault> faults = new ArrayList<>(RestartRules.differences(was, ready.site()));
        faults.addAll(lines.obstacles(was, changes));
        return faults.isEmpty() ? apply(was, ready, changes) : new ReloadResult.Refused(faults);
    }

    private ReloadResult apply(Site was, SiteCheck.Ready ready, LineChanges changes) {
        Edition next = ready.edition(ids, clock);
        List<Fault> refused = lines.swap(ready.site(), changes, () -> current.become(next));
        return refused.isEmpty()
                ? new ReloadResult.Applied(
                        SiteDifferences.words(was, ready.site(), changes), AccessChanges.words(was, ready.site()))
                : new ReloadResult.Refused(refused);
    }

    /** Lets a change that is under way come to its end, within limits. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ScheduledExecutorService thread() {
        var thread = new ScheduledThreadPoolExecutor(1, task -> {
            var t = new Thread(task, "lineside-reload");
            t.setDaemon(true);
            return t;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return thread;
    }
}
