package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the line forget jobs whose result is durable here, few at once. What can not be cleared now is found again in the
 * store later. Confined to the dispatch thread.
 */
final class Clearing {
    private static final String WHY = "its result is kept";
    /** What asks the line to forget several may share a request. */
    private static final int AT_ONCE = 8;

    private final EquipmentId line;
    private final Store store;
    private final CommandRoute route;
    private final DispatchLoop loop;
    private final Consumer<Throwable> failed;
    private final Set<JobOrderId> known = new HashSet<>();
    private final Deque<JobOrderId> waiting = new ArrayDeque<>();
    private final Set<JobOrderId> unanswered = new HashSet<>();

    Clearing(EquipmentId line, Store store, CommandRoute route, DispatchLoop loop, Consumer<Throwable> failed) {
        this.line = line;
        this.store = store;
        this.route = route;
        this.loop = loop;
        this.failed = failed;
    }

    /** Clears a job that has just ended. */
    void clear(JobOrderId id) {
        add(List.of(id));
    }

    /** Clears a page of what was left over. */
    void clearLeftOver() {
        if (isIdle()) {
            loop.then(store.toClear(line), this::add, failed);
        }
    }

    /** Whether nothing is on its way to the line. */
    boolean isIdle() {
        return known.size() == waiting.size();
    }

    /** Forgets what was not sent: there is no link to send it over. */
    void drop() {
        waiting.forEach(known::remove);
        waiting.clear();
    }

    private void add(Collection<JobOrderId> ids) {
        ids.stream().filter(known::add).forEach(waiting::add);
        next();
    }

    private void next() {
        while (unanswered.size() < AT_ONCE && !waiting.isEmpty()) {
            send(waiting.remove());
        }
    }

    private void send(JobOrderId id) {
        unanswered.add(id);
        var command = new LineCommand(line, new JobCommand(JobAction.CLEAR, id, Optional.empty(), WHY), 0);
        loop.then(route.send(command), done -> ended(id), failure -> {
            failed.accept(failure);
            ended(id);
        });
    }

    /** The line has forgotten the job: the next may go while that is made durable. */
    void forgotten(JobOrderId id) {
        if (unanswered.remove(id)) {
            next();
        }
    }

    private void ended(JobOrderId id) {
        unanswered.remove(id);
        known.remove(id);
        next();
    }
}
