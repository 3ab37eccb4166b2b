package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.LineLimits;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobState;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is overdue in a real store, as the clock goes on. */
class OverdueWatchTest extends DispatchTestBase {
    private static final LineLimits LIMITS = LineLimits.usual(Duration.ofSeconds(8));

    private boolean connected = true;
    private Duration ahead = Duration.ZERO;

    @Test
    void jobWithoutAnAnswerIsOverdueAfterAWhileAndNotAnyMoreOnceItMoves() {
        // Given
        order(2);
        now(store.claim(ScriptedLine.ID, 1));
        OverdueWatch watch = watch();
        assertThat(look(watch)).isEmpty();
        // When
        ahead = Duration.ofSeconds(90);
        // Then
        assertThat(look(watch)).extracting(job -> job.job().job().phase()).containsExactly(JobPhase.SENDING);
        now(store.change(
                job(1),
                job -> Optional.of(JobChange.to(JobPhase.HELD, EventType.JOB_HELD, job, "somebody must look"))));
        assertThat(look(watch)).isEmpty();
        ahead = Duration.ofHours(2);
        assertThat(look(watch)).extracting(job -> job.job().job().phase()).contains(JobPhase.HELD);
    }

    @Test
    void queueOfALineIsOverdueOnlyWhileTheLineIsConnectedAndLeavesTheSameJobWaiting() {
        // Given
        order(2);
        OverdueWatch watch = watch();
        connected = false;
        ahead = Duration.ofHours(1);
        assertThat(look(watch)).isEmpty();
        connected = true;
        assertThat(look(watch)).isEmpty();
        // When
        ahead = Duration.ofMinutes(76);
        // Then
        assertThat(look(watch)).extracting(job -> job.job().job().id()).containsExactly(job(1));
        // A job that goes leaves its place as the first to the next one, whose time begins.
        now(store.change(
                job(1),
                job -> Optional.of(JobChange.to(JobPhase.CANCELLED, EventType.JOB_CANCELLED, job, "not wanted"))));
        assertThat(look(watch)).isEmpty();
    }

    @Test
    void lineThatIsFullKeepsItsQueueWaiting() {
        // Given
        order(2);
        now(store.claim(ScriptedLine.ID, 1));
        now(store.change(
                job(1), job -> Optional.of(JobChange.to(JobPhase.STARTED, EventType.JOB_ACCEPTED_BY_LINE, job, ""))));
        OverdueWatch watch = watch();
        look(watch);
        // When
        ahead = Duration.ofMinutes(50);
        // Then
        assertThat(look(watch)).isEmpty();
    }

    @Test
    void watchLooksByItself() {
        // Given
        order(1);
        now(store.claim(ScriptedLine.ID, 1));
        ahead = Duration.ofHours(1);
        OverdueWatch watch = watch();
        // When
        watch.start(office);
        // Then
        await().until(() -> watch.latest().containsKey(ScriptedLine.ID));
    }

    private List<OverdueJob> look(OverdueWatch watch) {
        return now(watch.look()).getOrDefault(ScriptedLine.ID, List.of());
    }

    @Test
    void lineIsAskedAboutAJobAtWorkWhoseReportNeverArrived() {
        // Given
        withoutRounds();
        order(1);
        open(1, false);
        connect();
        awaitPhase(1, JobPhase.STARTED);
        line.has(job(1), JobState.ENDED);
        OverdueWatch watch = watch();
        ahead = Duration.ofDays(30);
        // When
        watch.start(office);
        // Then
        awaitPhase(1, JobPhase.ENDED);
    }

    @Test
    void lineIsNotAskedAgainInEveryRound() {
        // Given
        withoutRounds();
        order(1);
        open(1, false);
        connect();
        awaitPhase(1, JobPhase.STARTED);
        var asked = new AtomicInteger();
        line.onQuery(id -> {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture(new JobEvidence.Unanswered("an answer"));
        });
        OverdueWatch watch = watch();
        ahead = Duration.ofDays(30);
        Map<EquipmentId, List<OverdueJob>> late = now(watch.look());
        // When
        office.overdue(late);
        office.overdue(late);
        office.overdue(late);
        now(CompletableFuture.runAsync(() -> {}, office.loop()));
        // Then
        assertThat(asked).hasValue(1);
    }

    private OverdueWatch watch() {
        Clock real = Clock.systemUTC();
        var clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return real.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return real.instant().plus(ahead);
            }
        };
        return new OverdueWatch(
                store, clock, () -> List.of(new OverdueWatch.Line(ScriptedLine.ID, 1, LIMITS)), line -> connected);
    }
}
