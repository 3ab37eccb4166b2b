package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.counts;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.dispatch.LiveFloor;
import io.lineside.gateway.plan.FloorState;
import io.lineside.gateway.plan.LineNow;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import io.lineside.model.work.Effort;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How busy lines are, by what is planned for them. */
class LineLoadTest extends StoreTestBase {
    private static final Duration SETUP = Duration.ofSeconds(60);
    private static final Duration EACH = Duration.ofSeconds(10);

    @Override
    RequestRules rules() {
        return new OrderRules();
    }

    private void accept(String id, String setUpFor) throws Exception {
        var jobs = List.of(timed(Orders.cut(id, 4), setUpFor), timed(Orders.glaze(id, 4), setUpFor));
        now(store.accept(Orders.of(Orders.request(id, 0, Optional.empty()), jobs)));
    }

    private static PlannedJob timed(PlannedJob job, String setUpFor) {
        return new PlannedJob(
                job.order(),
                job.item(),
                job.operation(),
                job.line(),
                job.capable(),
                job.after(),
                job.lastOperation(),
                job.batch(),
                new Effort(SETUP, EACH, setUpFor),
                1,
                "");
    }

    @Test
    void everythingThatIsNotOverKeepsItsLine() throws Exception {
        // Given
        accept("o1", "teal");
        accept("o2", "red");

        // When
        now(store.claim(CUT, 1));
        now(store.change(job("o1-cut"), counts(JobPhase.RUNNING, EventType.JOB_RUNNING, 1, 1)));

        // Then: two of four pieces are made
        assertThat(now(store.loads()))
                .containsExactlyInAnyOrder(
                        new LineLoad(CUT, Duration.ofSeconds(180), "red"),
                        new LineLoad(GLAZE, Duration.ofSeconds(200), "red"));
    }

    @Test
    void lineThatIsDoneIsFree() throws Exception {
        // Given
        accept("o1", "teal");

        // When
        now(store.change(job("o1-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));

        // Then
        assertThat(now(store.loads())).extracting(LineLoad::line).containsExactly(GLAZE);
    }

    @Test
    void whatIsMadeAgainKeepsItsLineToo() throws Exception {
        // Given
        accept("o1", "teal");
        now(store.change(job("o1-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));

        // When
        now(store.change(job("o1-glaze"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 3, 1)));

        // Then
        assertThat(now(store.loads()))
                .containsExactlyInAnyOrder(
                        new LineLoad(CUT, Duration.ofSeconds(70), "teal"),
                        new LineLoad(GLAZE, Duration.ofSeconds(70), "teal"));
    }

    @Test
    void floorJoinsLoadsWithWhatCanBeReached() throws Exception {
        // Given
        accept("o1", "teal");
        var third = new EquipmentId("pack-1");
        var links = Map.of(CUT, link(true), GLAZE, link(false), third, link(true));
        var floor = new LiveFloor(store, () -> links, () -> Set.of(third), () -> 0);

        // When
        FloorState state = now(floor.now());

        // Then
        assertThat(state.lines())
                .isEqualTo(Map.of(
                        CUT, new LineNow(true, Duration.ofSeconds(100), "teal"),
                        GLAZE, new LineNow(false, Duration.ofSeconds(100), "teal"),
                        third, new LineNow(false, Duration.ZERO, "")));
    }

    /** A job of four pieces that its line makes in so many seconds. */
    private void make(String id, String setUpFor, int seconds) throws Exception {
        accept(id, setUpFor);
        now(store.claim(CUT, 1));
        now(store.change(job(id + "-cut"), counts(JobPhase.RUNNING, EventType.JOB_RUNNING, 0, 0)));
        clock.advance(Duration.ofSeconds(seconds));
        now(store.change(job(id + "-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
    }

    private LineLoad cut() throws Exception {
        return now(store.loads()).stream()
                .filter(load -> load.line().equals(CUT))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lineWithNothingToDoIsSetUpForWhatItEndedLastAlsoAfterARestart() throws Exception {
        // Given
        make("o1", "teal", 8);
        make("o2", "red", 8);

        // When
        reopen();

        // Then
        assertThat(cut().queued()).isZero();
        assertThat(cut().setUpFor()).isEqualTo("red");
    }

    @Test
    void timesThatALineReallyTookAreMeasuredPerWorkMaster() throws Exception {
        // Given
        make("o1", "teal", 8);
        make("o2", "teal", 8);
        assertThat(cut().measured()).isEqualTo(LinePaces.NONE);

        // When
        make("o3", "teal", 8);

        // Then: two seconds a piece, where ten were planned
        LinePaces measured = cut().measured();
        assertThat(measured.factor()).isEqualTo(0.2);
        assertThat(measured.paces())
                .containsExactly(
                        new LinePaces.Pace(Orders.order("o1-cut", 4).workMasterId(), Duration.ofSeconds(2), 3));
    }

    @Test
    void lastJobsCountMoreThanEarlierOnes() throws Exception {
        // Given
        for (int i = 0; i < 6; i++) {
            make("old" + i, "teal", 8);
        }

        // When
        for (int i = 0; i < 24; i++) {
            make("new" + i, "teal", 80);
        }

        // Then
        assertThat(cut().measured().paces().get(0).each()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
    }

    @Test
    void jobWhoseStartNobodyHeardOfMeasuresNothing() throws Exception {
        // Given
        for (int i = 0; i < 4; i++) {
            accept("o" + i, "teal");
            now(store.change(job("o" + i + "-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        }

        // When, then
        assertThat(now(store.loads())).extracting(LineLoad::line).containsExactly(GLAZE);
    }

    @Test
    void whatWaitsForALineTakesAsLongAsItReallyTakes() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            make("o" + i, "teal", 8);
        }
        accept("o9", "teal");
        var floor = new LiveFloor(store, () -> Map.of(CUT, link(true)), Set::of, () -> 0);

        // When
        LineNow line = Objects.requireNonNull(now(floor.now()).lines().get(CUT));

        // Then: a fifth of the 100 s that were planned
        assertThat(line.queued()).isEqualTo(Duration.ofSeconds(20));
        assertThat(line.paces())
                .containsEntry(Orders.order("o1-cut", 4).workMasterId(), new LineNow.Pace(Duration.ofSeconds(2), 3));
    }

    @Test
    void storeIsAskedAgainAfterAMomentAndNobodyWhoComesOftenWaitsForIt() throws Exception {
        // Given
        var nanos = new AtomicLong();
        var floor = new LiveFloor(store, () -> Map.of(CUT, link(true)), Set::of, nanos::get);
        assertThat(now(floor.now()).lines()).containsEntry(CUT, LineNow.IDLE);
        accept("o1", "teal");
        assertThat(now(floor.now()).lines()).containsEntry(CUT, LineNow.IDLE);

        // When
        nanos.set(Duration.ofMillis(250).toNanos());

        // Then
        assertThat(floor.now().toCompletableFuture())
                .isCompletedWithValueMatching(
                        state -> LineNow.IDLE.equals(state.lines().get(CUT)));
        await().untilAsserted(() -> assertThat(now(floor.now()).lines())
                .containsEntry(CUT, new LineNow(true, Duration.ofSeconds(100), "teal")));
    }

    @Test
    void whoComesLateWaitsForHowTheLinesAreNow() throws Exception {
        // Given
        var nanos = new AtomicLong();
        var floor = new LiveFloor(store, () -> Map.of(CUT, link(true)), Set::of, nanos::get);
        now(floor.now());
        accept("o1", "teal");

        // When
        nanos.set(Duration.ofMillis(500).toNanos());

        // Then
        assertThat(now(floor.now()).lines()).containsEntry(CUT, new LineNow(true, Duration.ofSeconds(100), "teal"));
    }

    @Test
    void answerThatTookLongIsGoodForLong() throws Exception {
        // Given: a clock that goes on by fifty milliseconds each time it is read
        var nanos = new AtomicLong();
        var floor = new LiveFloor(
                store,
                () -> Map.of(CUT, link(true)),
                Set::of,
                () -> nanos.getAndAdd(Duration.ofMillis(50).toNanos()));
        now(floor.now());
        accept("o1", "teal");

        // When
        nanos.set(Duration.ofMillis(499).toNanos());

        // Then
        assertThat(now(floor.now()).lines()).containsEntry(CUT, LineNow.IDLE);
        nanos.set(Duration.ofSeconds(1).toNanos());
        assertThat(now(floor.now()).lines()).containsEntry(CUT, new LineNow(true, Duration.ofSeconds(100), "teal"));
    }

    private static LineHealth link(boolean connected) {
        return new LineHealth(connected, connected ? "" : "no answer", Optional.empty(), List.of());
    }
}
