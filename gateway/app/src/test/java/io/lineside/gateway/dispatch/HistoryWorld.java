package io.lineside.gateway.dispatch;

import io.lineside.gateway.store.SteppedStore;
import io.lineside.gateway.store.SteppedStore.Turn;
import io.lineside.model.work.LedgerEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many histories side by side over one store, so that they share its commits as many orders of one gateway would. Each
 * tick every history does what is due; then the store writes, then it answers. Confined to one thread.
 */
final class HistoryWorld {
    private static final long TICK = 10;
    private static final long LOOK_EVERY = 100;
    private static final long POWER_CUT = 6_000;
    private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private record Waiting(HistoryGateway gateway, Turn<?> turn) {}

    private final Map<String, History> histories = new LinkedHashMap<>();
    private final List<History> active = new ArrayList<>();
    private final List<Waiting> ready = new ArrayList<>();
    private final Set<History> touched = new LinkedHashSet<>();
    private final Queue<LedgerEvent> committed = new ConcurrentLinkedQueue<>();
    private volatile long now;

    HistoryWorld(List<History> all) {
        all.forEach(history -> histories.put(history.plan().name(), history));
        active.addAll(all);
    }

    /** Lives through all of them, on a fresh file. */
    void run(Path file) {
        try (var store = new SteppedStore(file, new JumpingClock(), committed::addAll)) {
            active.forEach(history -> history.begin(store, this::queue));
            while (!active.isEmpty()) {
                long before = now;
                now = nextTick();
                if (before < POWER_CUT && now >= POWER_CUT) {
                    cutPower(store);
                }
                active.forEach(history -> history.time().runUntil(now));
                carryOut(store);
                if (now % LOOK_EVERY == 0) {
                    active.removeIf(History::isOver);
                }
            }
            histories.values().forEach(History::judge);
            compareWithLedger(store);
            store.tenants().forEach((order, tenants) -> history(order).judgeTenants(order, tenants));
        }
    }

    private void queue(HistoryGateway gateway, Turn<?> turn) {
        ready.add(new Waiting(gateway, turn));
    }

    private long nextTick() {
        long next = Long.MAX_VALUE;
        for (History history : active) {
            next = Math.min(next, history.time().next());
        }
        long look = now / LOOK_EVERY * LOOK_EVERY + LOOK_EVERY;
        return Math.max(now + TICK, Math.min(look, (next + TICK - 1) / TICK * TICK));
    }

    /** Every gateway dies at once, and the file is opened anew. */
    private void cutPower(SteppedStore store) {
        active.stream()
                .filter(history -> history.plan().isPowerCut())
                .forEach(history -> history.crash(store, this::queue, 100));
        store.reopen();
    }

    private void carryOut(SteppedStore store) {
        List<Waiting> works = ready.stream().filter(one -> one.turn().isWrite()).toList();
        works.forEach(one -> one.turn().begin());
        works.forEach(this::finish);
        store.hearWhatJoined();
        for (LedgerEvent event = committed.poll(); event != null; event = committed.poll()) {
            History history = history(event.request().value());
            history.committed(event);
            touched.add(history);
        }
        for (History history : touched) {
            history.invariants().settled();
            history.tampered().forEach(change -> store.tamper(change.sql(), change.id()));
            history.tampered().clear();
        }
        touched.clear();
        List<Waiting> queries =
                ready.stream().filter(one -> !one.turn().isWrite()).toList();
        queries.forEach(one -> one.turn().begin());
        queries.forEach(this::finish);
        ready.clear();
    }

    private void finish(Waiting waiting) {
        waiting.turn().await().ifPresent(failure -> waiting.gateway().failed(waiting.turn(), failure));
        waiting.gateway().done(waiting.turn());
    }

    private void compareWithLedger(SteppedStore store) {
        store.replayDifferences()
                .forEach((order, difference) ->
                        history(order).invariants().require(false, "I11", difference, "the ledger rebuilds the rows"));
    }

    private History history(String order) {
        return Objects.requireNonNull(histories.get(order.substring(0, order.lastIndexOf('-'))), order);
    }

    /** Goes back an hour for a while, as clocks do. */
    private final class JumpingClock extends Clock {
        @Override
        public Instant instant() {
            Instant straight = START.plusMillis(now);
            return now / 5_000 % 2 == 1 ? straight.minus(Duration.ofHours(1)) : straight;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
