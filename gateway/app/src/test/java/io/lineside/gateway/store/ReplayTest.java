package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.TrackedJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

    private static final int ORDERS = 8;
    private static final int STEPS = 250;
    private static final Map<JobPhase, List<JobPhase>> MOVES = Map.of(
            JobPhase.QUEUED, List.of(JobPhase.HELD, JobPhase.CANCELLED),
            JobPhase.SENDING, List.of(JobPhase.IN_DOUBT, JobPhase.STORED, JobPhase.QUEUED, JobPhase.FAILED),
            JobPhase.IN_DOUBT, List.of(JobPhase.STORED, JobPhase.QUEUED, JobPhase.HELD, JobPhase.RUNNING),
            JobPhase.STORED, List.of(JobPhase.STARTED, JobPhase.ENDED),
            JobPhase.STARTED, List.of(JobPhase.RUNNING),
            JobPhase.RUNNING, List.of(JobPhase.RUNNING, JobPhase.INTERRUPTED, JobPhase.ENDED, JobPhase.ABORTED),
            JobPhase.INTERRUPTED, List.of(JobPhase.RUNNING, JobPhase.ABORTED),
            JobPhase.HELD, List.of(JobPhase.QUEUED, JobPhase.CANCELLED));

    StoreHome home(Path file) {
        return StoreHome.file(file);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void ledgerAloneRebuildsTheRows(long seed, @TempDir Path folder) throws Exception {
        // Given
        var home = home(folder.resolve("orders.db"));
        var told = new ArrayList<LedgerEvent>();
        live(home, new Random(seed), told);

        // When
        try (var database = home.prepare();
                var session = database.reader()) {
            var ledger = KeptRows.ledger(session);
            var replay = new Replay();
            ledger.forEach(replay::apply);

            // Then
            assertThat(told).isEqualTo(ledger);
            assertThat(replay.jobs()).isEqualTo(KeptRows.jobs(session));
            assertThat(replay.attempts()).isEqualTo(KeptRows.attempts(session));
            assertThat(replay.progress()).isEqualTo(KeptRows.progress(session));
            assertThat(KeptRows.endings(KeptRows.progress(session)))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderEntriesOf(replay.endings());
            assertThat(session.number("select count(*) from ledger_event e where seq > 1 and not exists (select 1"
                            + " from ledger_event b where b.request_id = e.request_id and b.seq = e.seq - 1)"))
                    .as("gaps in seq")
                    .isZero();
        }
    }

    private static void live(StoreHome home, Random random, List<LedgerEvent> told) throws Exception {
        var clock = new SettableClock();
        try (var store = home.open(new PlainRules(), clock)) {
            store.onCommitted(told::addAll);
            for (int i = 0; i < ORDERS; i++) {
                var order = "o" + i;
                now(store.accept(i % 2 == 0 ? Orders.cutThenGlaze(order) : Orders.cutBesideGlaze(order)));
            }
            for (int i = 0; i < STEPS; i++) {
                clock.advance(Duration.ofMillis(random.nextInt(5_000)));
                step(store, random);
            }
        }
    }

    private static void step(Store store, Random random) throws Exception {
        var id = job("o" + random.nextInt(ORDERS) + (random.nextBoolean() ? "-cut" : "-glaze"));
        switch (random.nextInt(10)) {
            case 0, 1 -> now(store.claim(random.nextBoolean() ? CUT : GLAZE, 1 + random.nextInt(2)));
            case 2 -> {
                for (var done : now(store.toClear(CUT))) {
                    now(store.cleared(done));
                }
            }
            default -> {
                long choice = random.nextLong();
                now(store.change(id, seen -> move(seen, new Random(choice))));
            }
        }
    }

    private static Optional<JobChange> move(TrackedJob job, Random random) {
        var moves = MOVES.getOrDefault(job.phase(), List.of());
        boolean rarely = job.phase() == JobPhase.QUEUED && random.nextInt(10) > 0;
        if (moves.isEmpty() || job.waitsFor() > 0 || rarely) {
            return Optional.empty();
        }
        var phase = moves.get(random.nextInt(moves.size()));
        int good = phase == JobPhase.ENDED || phase == JobPhase.RUNNING
                ? Math.min(job.quantity(), job.good() + random.nextInt(4))
                : job.good();
        var type = phase == job.phase() ? EventType.JOB_PROGRESSED : EventType.JOB_DOUBT_SETTLED;
        var reason = random.nextBoolean() ? "" : "reason " + random.nextInt(9);
        return Optional.of(new JobChange(type, phase, good, job.scrap() + random.nextInt(2), reason, Optional.empty()));
    }
}
