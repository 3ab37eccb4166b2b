package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.job.ReportMark;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a line reports of a job faster than it can be written. */
class StoreReportTest extends StoreTestBase {
    private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
    private final List<CompletionStage<FoldResult>> kept = new ArrayList<>();

    @BeforeEach
    void runOne() throws Exception {
        now(store.accept(Orders.cutOnly("o1")));
        now(store.claim(CUT, 1));
        now(tell("o1-cut", report(JobPhase.RUNNING, EventType.JOB_RUNNING, 0, 0, "")));
    }

    @AfterEach
    void openGate() {
        gate.complete(true);
    }

    /** Holds the writer, so that what follows waits. */
    private void holdWriter() {
        var unused = store.change(job("o1-cut"), seen -> {
            gate.join();
            return Optional.empty();
        });
    }

    private CompletionStage<FoldResult> tell(String job, Function<TrackedJob, Optional<JobChange>> report) {
        return store.report(job(job), Haste.AT_ONCE, List.of(report));
    }

    private void progress(int number, int good) {
        kept.add(tell("o1-cut", counted(number, good)));
    }

    private static Function<TrackedJob, Optional<JobChange>> counted(int number, int good) {
        return seen -> Optional.of(change(JobPhase.RUNNING, EventType.JOB_PROGRESSED, good, 0, "", number));
    }

    private static Function<TrackedJob, Optional<JobChange>> report(
            JobPhase phase, EventType event, int good, int scrap, String reason) {
        return seen -> Optional.of(change(phase, event, good, scrap, reason, 1));
    }

    private static JobChange change(JobPhase phase, EventType event, int good, int scrap, String reason, int number) {
        var mark = new ReportMark(OptionalLong.of(number), Optional.empty());
        return new JobChange(event, phase, good, scrap, reason, Optional.empty(), Optional.of(mark));
    }

    private List<LedgerEvent> eventsAfter(long revision) throws Exception {
        return now(store.events(TENANT, id("o1"), revision, 100));
    }

    private long revision() throws Exception {
        return now(store.find(TENANT, id("o1"))).orElseThrow().revision();
    }

    @Test
    void countsThatWaitAreOneEventWithTheNewest() throws Exception {
        // Given
        long revision = revision();
        holdWriter();
        progress(2, 1);
        progress(3, 2);
        progress(4, 3);

        // When
        gate.complete(true);
        var results = List.of(now(kept.get(0)), now(kept.get(1)), now(kept.get(2)));

        // Then
        var events = eventsAfter(revision);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.JOB_PROGRESSED);
            assertThat(event.data()).contains("\"good\":3", "\"reportSequence\":4", "\"evidence\":{\"reports\":\"3\"}");
        });
        var row = now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0);
        assertThat(row.good()).isEqualTo(3);
        assertThat(row.lastReport().sequence()).hasValue(4);
        assertThat(results)
                .extracting(result -> result.after().orElseThrow().good())
                .containsExactly(1, 2, 3);
        assertThat(results.get(2).after()).contains(row);
        assertThat(single("select finished from work_progress")).isEqualTo("3");
    }

    @Test
    void eachReportIsJudgedByTheJobAsTheOneBeforeItLeftIt() throws Exception {
        // Given
        List<Integer> seen = new ArrayList<>();
        holdWriter();
        for (int piece = 1; piece <= 3; piece++) {
            int good = piece;
            kept.add(tell("o1-cut", before -> {
                seen.add(before.good());
                return counted(good, good).apply(before);
            }));
        }

        // When
        gate.complete(true);
        now(kept.get(2));

        // Then
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void everyPhaseReasonAndScrapThatWaitsHasAnEventOfItsOwn() throws Exception {
        // Given
        long revision = revision();
        holdWriter();
        progress(2, 1);
        for (var report : List.of(
                report(JobPhase.INTERRUPTED, EventType.JOB_INTERRUPTED, 1, 0, "held"),
                report(JobPhase.INTERRUPTED, EventType.JOB_PROGRESSED, 1, 0, "held longer"),
                report(JobPhase.RUNNING, EventType.JOB_RUNNING, 1, 0, ""),
                report(JobPhase.RUNNING, EventType.JOB_PROGRESSED, 2, 1, ""),
                report(JobPhase.RUNNING, EventType.JOB_PROGRESSED, 3, 1, ""),
                report(JobPhase.RUNNING, EventType.JOB_PROGRESSED, 3, 2, ""),
                report(JobPhase.ENDED, EventType.JOB_ENDED, 4, 2, ""))) {
            kept.add(tell("o1-cut", report));
        }

        // When
        gate.complete(true);
        now(kept.get(7));

        // Then
        assertThat(eventsAfter(revision))
                .extracting(LedgerEvent::type)
                .containsExactly(
                        EventType.JOB_PROGRESSED,
                        EventType.JOB_INTERRUPTED,
                        EventType.JOB_PROGRESSED,
                        EventType.JOB_RUNNING,
                        EventType.JOB_PROGRESSED,
                        EventType.JOB_PROGRESSED,
                        EventType.JOB_PROGRESSED,
                        EventType.JOB_ENDED,
                        EventType.ORDER_STATE_CHANGED);
        var order = now(store.find(TENANT, id("o1"))).orElseThrow();
        assertThat(order.state()).isEqualTo(RequestState.COMPLETED);
        assertThat(order.jobs().get(0).good()).isEqualTo(4);
    }

    @Test
    void everyPieceThatIsNamedIsKept() throws Exception {
        // Given
        holdWriter();
        for (int piece = 1; piece <= 3; piece++) {
            int number = piece;
            kept.add(tell("o1-cut", seen -> counted(number, number)
                    .apply(seen)
                    .map(change -> change.naming(new NamedUnits(Units.of(number, number), Units.NONE)))));
        }

        // When
        gate.complete(true);
        now(kept.get(2));

        // Then
        var row = now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0);
        assertThat(row.named().good().text()).isEqualTo("1-3");
        assertThat(single("select good_units from job")).isEqualTo("1-3");
        assertThat(single("select data from ledger_event order by position desc limit 1"))
                .contains("\"goodUnits\":\"1-3\"");
    }

    @Test
    void reportThatCanNotBeKeptHurtsNoneOfThoseAroundIt() throws Exception {
        // Given
        long revision = revision();
        holdWriter();
        progress(2, 1);
        progress(3, 2);
        var guilty = tell("o1-cut", seen -> {
            throw new ArithmeticException("the rule is broken");
        });
        var falling = tell("o1-cut", counted(4, 0));
        progress(5, 3);

        // When
        gate.complete(true);

        // Then
        assertThatThrownBy(() -> now(guilty)).hasCauseInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> now(falling)).hasMessageContaining("counts never fall");
        assertThat(now(kept.get(1)).after().orElseThrow().good()).isEqualTo(2);
        assertThat(now(kept.get(2)).after().orElseThrow().good()).isEqualTo(3);
        assertThat(eventsAfter(revision))
                .extracting(LedgerEvent::data)
                .last()
                .asString()
                .contains("\"good\":3");
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0).good())
                .isEqualTo(3);
    }

    @Test
    void reportsThatCameTogetherAreOneChangeToWhoHandedThemIn() throws Exception {
        // Given
        long revision = revision();

        // When
        var result = now(store.report(
                job("o1-cut"),
                Haste.AT_ONCE,
                List.of(
                        counted(2, 1),
                        counted(3, 2),
                        seen -> Optional.empty(),
                        report(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0, ""))));

        // Then
        assertThat(result.before().orElseThrow().phase()).isEqualTo(JobPhase.RUNNING);
        assertThat(result.before().orElseThrow().good()).isZero();
        assertThat(result.after().orElseThrow().phase()).isEqualTo(JobPhase.ENDED);
        assertThat(eventsAfter(revision))
                .extracting(LedgerEvent::type)
                .containsExactly(EventType.JOB_PROGRESSED, EventType.JOB_ENDED, EventType.ORDER_STATE_CHANGED);
    }

    @Test
    void ofReportsThatCameTogetherAllAreKeptOrNone() throws Exception {
        // Given
        holdWriter();
        progress(2, 1);
        var guilty = store.report(job("o1-cut"), Haste.AT_ONCE, List.of(counted(3, 2), counted(4, 0)));
        progress(5, 3);

        // When
        gate.complete(true);

        // Then
        assertThatThrownBy(() -> now(guilty)).hasMessageContaining("counts never fall");
        assertThat(now(kept.get(1)).before().orElseThrow().good()).isEqualTo(1);
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0).good())
                .isEqualTo(3);
    }

    @Test
    void reportsOfAJobThatNobodyKnowsAreToldSo() throws Exception {
        // Given
        holdWriter();
        kept.add(tell("stray", counted(1, 1)));
        kept.add(tell("stray", counted(2, 2)));

        // When
        gate.complete(true);

        // Then
        assertThat(now(kept.get(0)).known()).isFalse();
        assertThat(now(kept.get(1)).known()).isFalse();
    }

    @Test
    void reportsThatWaitWhenTheStoreClosesAreKeptAndLaterOnesAreRefused() throws Exception {
        // Given
        holdWriter();
        progress(2, 1);
        progress(3, 2);

        // When
        gate.complete(true);
        reopen();

        // Then
        assertThat(now(kept.get(1)).changed()).isTrue();
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0).good())
                .isEqualTo(2);
        store.close();
        progress(4, 3);
        assertThatThrownBy(() -> now(kept.get(2))).hasMessageContaining("is closed");
    }
}
