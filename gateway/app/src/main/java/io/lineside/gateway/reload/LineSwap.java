package io.lineside.gateway.reload;

import io.lineside.config.LineConfig;
import io.lineside.config.Site;
import io.lineside.config.source.Fault;
import io.lineside.config.source.Position;
import io.lineside.gateway.dispatch.CommandRoute;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.TrackedJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what a new site changes about lines, in an order in which nothing is lost: new lines are there before work
 * is planned for them; lines that go take no new work first and are let go only when they have none; lines that change
 * finish what is under way before their links are replaced. Confined to the reloading thread but for {@link #leaving}.
 */
public final class LineSwap {
    private static final Logger LOGGER = LoggerFactory.getLogger(LineSwap.class);
    private static final int SHOWN = 100;
    private static final int STORE_SECONDS = 30;

    private final Set<EquipmentId> leaving = new ConcurrentSkipListSet<>();
    private final SiteLines lines;
    private final Store store;
    private @Nullable CommandRoute route;

    /** Changes these lines, by what the store knows of their work. */
    public LineSwap(SiteLines lines, Store store) {
        this.lines = lines;
        this.store = store;
    }

    void commandsGoBy(CommandRoute commands) {
        route = commands;
    }

    /** Lines that are not in the site any more and finish what they were given. Thread-safe. */
    List<EquipmentId> leaving() {
        return List.copyOf(leaving);
    }

    LineChanges changesTo(Site site) {
        LineChanges changes = lines.changesTo(site);
        return new LineChanges(
                changes.added(),
                changes.changed(),
                changes.removed().stream()
                        .filter(line -> !leaving.contains(line))
                        .toList());
    }

    /** Why lines can not be taken away: somebody has to decide about the work that they have. */
    List<Fault> obstacles(Site inForce, LineChanges changes) {
        List<Fault> faults = new ArrayList<>();
        for (EquipmentId line : changes.removed()) {
            Position at = inForce.line(line).map(LineConfig::at).orElse(Position.startOf(Path.of("lines")));
            obstacle(line).ifPresent(why -> faults.add(Fault.at(at.child("line"), why)));
        }
        return faults;
    }

    private Optional<String> obstacle(EquipmentId line) {
        Optional<List<TrackedJob>> found = unfinished(line);
        if (found.isEmpty()) {
            return Optional.of(
                    "must stay while it has work, and the store does not say now whether it has any; try again");
        }
        List<TrackedJob> jobs = found.get();
        return jobs.stream()
                .findFirst()
                .map(first -> "must stay while it has work, was taken away with "
                        + (jobs.size() < SHOWN ? String.valueOf(jobs.size()) : "at least " + SHOWN)
                        + " job order(s) that are not over, the first is " + first.id() + " ("
                        + first.phase().text()
                        + "); put the file back with drain: true in it until they are over");
    }

    /**
     * Carries out the changes.
     *
     * @param swap puts the new site into force, in between
     * @return why nothing at all was done; empty when everything was
     */
    List<Fault> swap(Site site, LineChanges changes, Runnable swap) {
        List<SiteLines.Line> all = new ArrayList<>();
        try {
            Collection<EquipmentId> ids = new TreeSet<>(changes.added());
            ids.addAll(changes.changed());
            all.addAll(lines.prepare(site, ids));
        } catch (IllegalArgumentException refused) {
            return List.of(Fault.at(Position.startOf(Path.of("lines")), String.valueOf(refused.getMessage())));
        }
        Map<Boolean, List<SiteLines.Line>> isNew = all.stream()
                .collect(Collectors.partitioningBy(line -> changes.added().contains(line.id())));
        lines.start(isNew.getOrDefault(true, List.of()), route());
        swap.run();
        leaving.removeIf(line -> site.line(line).isPresent());
        leaving.addAll(changes.removed());
        try {
            // What was planned by the old site and handed to the store before the swap is in the store now.
            answer(store.settled());
            replace(isNew.getOrDefault(false, List.of()));
            removeThoseThatAreDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    private void replace(List<SiteLines.Line> changed) throws InterruptedException {
        if (!changed.isEmpty()) {
            lines.end(changed.stream().map(SiteLines.Line::id).toList());
            lines.start(changed, route());
        }
    }

    /** Lets go of the lines that are not in the site any more and have nothing left to do. */
    void removeThoseThatAreDone() {
        Collection<EquipmentId> done = new TreeSet<>();
        for (EquipmentId line : leaving) {
            if (unfinished(line).filter(List::isEmpty).isPresent()) {
                done.add(line);
            }
        }
        if (done.isEmpty()) {
            return;
        }
        try {
            lines.end(done);
            lines.remove(done);
            leaving.removeAll(done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The jobs of a line that are not over; empty when the store does not answer. */
    private Optional<List<TrackedJob>> unfinished(EquipmentId line) {
        try {
            return answer(store.unfinished(line, SHOWN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static <T> Optional<T> answer(CompletionStage<T> stage) throws InterruptedException {
        try {
            return Optional.ofNullable(stage.toCompletableFuture().get(STORE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.atWarn().setCause(e).log("the store did not answer a question about the site's lines");
            return Optional.empty();
        }
    }

    private CommandRoute route() {
        return Objects.requireNonNull(route, "reloaded before it was started");
    }
}
