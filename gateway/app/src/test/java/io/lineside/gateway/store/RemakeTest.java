package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.counts;
import static io.lineside.gateway.store.Orders.cut;
import static io.lineside.gateway.store.Orders.glaze;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static io.lineside.gateway.store.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.plan.FloorState;
import io.lineside.gateway.plan.LineNow;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.progress.RemakeLines;
import io.lineside.gateway.progress.ReportRules;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.Batch;
import io.lineside.model.work.Effort;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With the gateway's own rules: what lines scrap is made again, once for each report and as often as it may be. */
class RemakeTest extends StoreTestBase {
    private static final Batch FOUR = Batch.whole(4);

    private final RemakeLines remakes = new RemakeLines();
    private int reports;

    @Override
    RequestRules rules() {
        return new OrderRules(remakes);
    }

    private void accept(int times, PlannedJob... jobs) throws Exception {
        var planned = List.of(jobs).stream().map(job -> job.of(FOUR, times)).toList();
        now(store.accept(Orders.of(Orders.request("o1", 0, Optional.empty()), planned)));
    }

    private FoldResult end(String id, int good, int scrap) throws Exception {
        return now(store.change(job(id), counts(JobPhase.ENDED, EventType.JOB_ENDED, good, scrap)));
    }

    private RequestView view() throws Exception {
        return now(store.find(TENANT, id("o1"))).orElseThrow();
    }

    private List<String> jobs() throws Exception {
        return view().jobs().stream()
                .map(job -> job.id() + " " + job.phase() + " " + job.batch().units())
                .toList();
    }

    @Test
    void scrapGoesTheWholeWayAgain() throws Exception {
        // Given
        accept(1, cut("o1", 4), glaze("o1", 4));

        // When
        end("o1-cut", 4, 0);
        var last = end("o1-glaze", 3, 1);

        // Then
        assertThat(jobs())
                .containsExactly(
                        "o1-cut ENDED 1-4", "o1-glaze ENDED 1-4", "o1-cut-r1 QUEUED 4", "o1-glaze-r1 QUEUED 4");
        assertThat(last.linesWithNewWork()).containsExactly(CUT);
        assertThat(view().state()).isEqualTo(RequestState.IN_PROGRESS);
        assertThat(now(store.claim(GLAZE, 9))).isEmpty();
        assertThat(now(store.claim(CUT, 9))).singleElement().satisfies(claim -> {
            assertThat(claim.order().quantity()).isEqualTo(1);
            assertThat(claim.order().parameters()).isEqualTo(order("o1-cut", 4).parameters());
            assertThat(claim.order().materials()).allMatch(material -> material.use() == MaterialUse.PRODUCED);
        });
    }

    @Test
    void orderIsCompleteOnlyWithTheOrderedGoodPieces() throws Exception {
        // Given
        accept(1, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));
        end("o1-cut", 3, 1);

        // When
        end("o1-cut-r1", 1, 0);

        // Then
        assertThat(view().state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void scrapIsMadeAgainAsOftenAsTheProductAllows() throws Exception {
        // Given
        accept(2, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));

        // When
        end("o1-cut", 2, 2);
        end("o1-cut-r1", 1, 1);
        end("o1-cut-r1-r2", 0, 1);

        // Then
        assertThat(jobs()).endsWith("o1-cut-r1 ENDED 3-4", "o1-cut-r1-r2 ENDED 4", "o1-cut-r1-r2-r3 HELD 4");
        assertThat(view().state()).isEqualTo(RequestState.HELD);
        assertThat(now(store.claim(CUT, 9))).isEmpty();
    }

    @Test
    void personLetsItBeMadeOnceMore() throws Exception {
        // Given
        accept(1, cut("o1", 4), glaze("o1", 4));
        end("o1-cut", 3, 1);
        end("o1-cut-r1", 0, 1);

        // When
        var again = now(store.change(job("o1-cut-r1-r2"), Orders.to(JobPhase.QUEUED, EventType.JOB_DECIDED)));

        // Then
        assertThat(again.linesWithNewWork()).containsExactly(CUT);
        end("o1-cut-r1-r2", 1, 0);
        end("o1-glaze-r1-r2", 1, 0);
        end("o1-glaze", 3, 0);
        assertThat(view().state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void personLeavesItAtWhatWasMade() throws Exception {
        // Given
        accept(1, cut("o1", 4), glaze("o1", 4));
        end("o1-cut", 3, 1);
        end("o1-cut-r1", 0, 1);
        end("o1-glaze", 3, 0);
        assertThat(view().state()).isEqualTo(RequestState.HELD);

        // When
        now(store.change(job("o1-cut-r1-r2"), Orders.to(JobPhase.CANCELLED, EventType.JOB_DECIDED)));

        // Then
        assertThat(jobs()).endsWith("o1-cut-r1-r2 CANCELLED 4", "o1-glaze-r1-r2 CANCELLED 4");
        assertThat(view().state()).isEqualTo(RequestState.PARTIALLY_COMPLETED);
        assertThat(now(store.events(TENANT, id("o1"), 0, 100))).last().satisfies(event -> assertThat(event.data())
                .contains("3 of 4 pieces were made"));
    }

    @Test
    void nobodyIsAskedWhereTheProductLetsNothingBeMadeAgain() throws Exception {
        // Given
        accept(0, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));

        // When
        end("o1-cut", 3, 1);

        // Then
        assertThat(view().jobs()).hasSize(1);
        assertThat(view().state()).isEqualTo(RequestState.PARTIALLY_COMPLETED);
    }

    @Test
    void scrapFlowsAgainWhileTheRestOfItsBatchIsOnItsWay() throws Exception {
        // Given
        accept(1, cut("o1", 4), glaze("o1", 4));

        // When
        var cut = end("o1-cut", 3, 1);

        // Then
        assertThat(cut.linesWithNewWork()).containsExactlyInAnyOrder(CUT, GLAZE);
        assertThat(jobs())
                .containsExactly(
                        "o1-cut ENDED 1-4", "o1-glaze QUEUED 1-4", "o1-cut-r1 QUEUED 4", "o1-glaze-r1 QUEUED 4");
        assertThat(now(store.claim(GLAZE, 9)))
                .singleElement()
                .satisfies(claim -> assertThat(claim.order().quantity()).isEqualTo(3));
    }

    @Test
    void pieceThatALineNamesAsScrapIsMadeAgainAtOnce() throws Exception {
        // Given
        accept(1, cut("o1", 4), glaze("o1", 4));
        named(JobState.RUNNING, 1, 1, "1", "Good", "2", "Scrap");

        // When
        named(JobState.RUNNING, 2, 1, "1", "Good", "2", "Scrap", "3", "Good");
        named(JobState.ENDED, 2, 2, "1", "Good", "2", "Scrap", "3", "Good", "4", "Scrap");

        // Then
        assertThat(jobs())
                .containsExactly(
                        "o1-cut ENDED 1-4",
                        "o1-glaze QUEUED 1-4",
                        "o1-cut-r1 QUEUED 2",
                        "o1-glaze-r1 QUEUED 2",
                        "o1-cut-r2 QUEUED 4",
                        "o1-glaze-r2 QUEUED 4");
        assertThat(view().jobs().get(0).named()).isEqualTo(new NamedUnits(Units.ofText("1,3"), Units.ofText("2,4")));
    }

    @Test
    void countedScrapBesideNamedScrapIsTakenFromTheHighestNumbers() throws Exception {
        // Given
        accept(1, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));

        // When
        named(JobState.ENDED, 2, 2, "4", "Good", "1", "Scrap");

        // Then
        assertThat(jobs()).endsWith("o1-cut-r1 QUEUED 1,3");
    }

    @Test
    void lineThatMakesUpForItsScrapHasNothingMadeAgain() throws Exception {
        // Given
        accept(1, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));

        // When
        end("o1-cut", 4, 2);

        // Then
        assertThat(view().jobs()).hasSize(1);
        assertThat(view().state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void linesAreChosenAnewForWhatIsMadeAgain() throws Exception {
        // Given: another line can do both, and the first one is gone since
        var both = List.of(CUT, GLAZE);
        var cut = new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, both, Set.of(), true, FOUR, Effort.UNKNOWN, 1, "");
        now(store.accept(Orders.of(Orders.request("o1", 0, Optional.empty()), List.of(cut))));
        remakes.follow(loads -> new FloorState(
                Map.of(CUT, new LineNow(false, Duration.ZERO, ""), GLAZE, new LineNow(true, Duration.ZERO, ""))));

        // When
        var ended = end("o1-cut", 3, 1);

        // Then
        assertThat(ended.linesWithNewWork()).containsExactly(GLAZE);
        assertThat(view().jobs()).last().satisfies(job -> assertThat(job.line()).isEqualTo(GLAZE));
        assertThat(now(store.events(TENANT, id("o1"), 0, 100))).anySatisfy(event -> assertThat(event.data())
                .contains("can not be reached now", "\"replaces\":\"o1-cut\""));
        assertThat(now(store.claim(GLAZE, 9)))
                .singleElement()
                .satisfies(claim -> assertThat(claim.order().quantity()).isEqualTo(1));
    }

    private void named(JobState state, int good, int scrap, String... units) throws Exception {
        var results = new ArrayList<JobParameter>();
        for (int i = 0; i < units.length; i += 2) {
            results.add(JobParameter.of(units[i], new ParameterValue.Text(units[i + 1])));
        }
        var count = new ParameterValue.Whole(units.length / 2);
        var report = Jobs.report(job("o1-cut"), state, good, scrap);
        var naming = new JobResponse(
                report.jobOrderId() + "#" + ++reports,
                report.jobOrderId(),
                state,
                report.reportedAt(),
                report.startTime(),
                report.endTime(),
                List.of(
                        JobParameter.of(JobResponse.SCRAP_QUANTITY, new ParameterValue.Whole(scrap)),
                        new JobParameter(JobResponse.UNIT_RESULTS, count, null, results)),
                report.materials());
        now(store.change(job("o1-cut"), job -> ReportRules.judge(job, naming)));
    }

    @Test
    void sameReportTwiceIsMadeAgainOnce() throws Exception {
        // Given
        accept(1, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));
        var report = Jobs.report(job("o1-cut"), JobState.ENDED, 3, 1);
        now(store.change(job("o1-cut"), job -> ReportRules.judge(job, report)));

        // When
        now(store.change(job("o1-cut"), job -> ReportRules.judge(job, report)));
        reopen();
        now(store.change(job("o1-cut"), job -> ReportRules.judgeAnswer(job, report)));

        // Then
        assertThat(view().jobs()).hasSize(2);
    }

    @Test
    void pieceThatTwoLinesScrapBesideEachOtherIsMadeAgainOnce() throws Exception {
        // Given
        var body = new PlannedJob(order("o1-body", 4), 1, "body", CUT, Set.of(), true);
        var lid = new PlannedJob(order("o1-lid", 4), 1, "lid", GLAZE, Set.of(), true);
        accept(1, body, lid);

        // When
        end("o1-body", 3, 1);
        end("o1-lid", 3, 1);

        // Then
        assertThat(jobs()).endsWith("o1-body-r1 QUEUED 4", "o1-lid-r1 QUEUED 4");
    }

    @Test
    void batchThatWasScrappedWholeIsMadeAgain() throws Exception {
        // Given
        accept(1, cut("o1", 4), glaze("o1", 4));

        // When
        end("o1-cut", 0, 4);

        // Then
        assertThat(jobs())
                .containsExactly(
                        "o1-cut ENDED 1-4", "o1-glaze CANCELLED 1-4", "o1-cut-r1 QUEUED 1-4", "o1-glaze-r1 QUEUED 1-4");
    }

    @Test
    void whatALineGaveUpIsLeftToAPerson() throws Exception {
        // Given
        accept(1, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));

        // When
        now(store.change(job("o1-cut"), counts(JobPhase.ABORTED, EventType.JOB_ABORTED, 1, 0)));

        // Then
        assertThat(view().jobs()).hasSize(1);
        assertThat(view().state()).isEqualTo(RequestState.PARTIALLY_COMPLETED);
    }

    @Test
    void nothingIsMadeAgainWhereAnOperationWasCancelled() throws Exception {
        // Given
        accept(1, cut("o1", 4), glaze("o1", 4));
        now(store.change(job("o1-glaze"), Orders.to(JobPhase.CANCELLED, EventType.JOB_DECIDED)));

        // When
        end("o1-cut", 3, 1);

        // Then
        assertThat(view().jobs()).hasSize(2);
    }

    @Test
    void payloadThatWasAlteredIsNotMadeAgain() throws Exception {
        // Given
        accept(1, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));
        tamper("update job_order set payload = replace(payload, '2.0', '3.0')");

        // When
        end("o1-cut", 3, 1);

        // Then
        assertThat(view().jobs()).hasSize(1);
    }

    @Test
    void scrapOfBeforeARestoreWaitsForAPerson() throws Exception {
        // Given: after the backup the same scrap may have been made again
        accept(1, new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true));
        tamper("insert into restore_log (restored_at, position_floor) values ("
                + clock.instant().plusSeconds(60).toEpochMilli() + ", 100)");
        end("o1-cut", 3, 1);

        // When
        assertThat(now(store.claim(CUT, 9))).isEmpty();

        // Then
        assertThat(view().jobs()).last().satisfies(job -> {
            assertThat(job.phase()).isEqualTo(JobPhase.HELD);
            assertThat(job.reason()).contains("put back from a backup");
        });
    }

    @Test
    void idOfARemakeSaysWhichItIs() throws Exception {
        // Given
        var cut = new PlannedJob(order("o1-1-cut-2", 4), 1, "cut", CUT, Set.of(), true);
        var planned = List.of(cut.of(new Batch(2, 0, Units.of(5, 8)), 2));
        now(store.accept(Orders.of(Orders.request("o1", 0, Optional.empty()), planned)));

        // When
        end("o1-1-cut-2", 2, 2);
        end("o1-1r1-cut-2", 1, 1);

        // Then
        assertThat(jobs()).containsExactly("o1-1-cut-2 ENDED 5-8", "o1-1r1-cut-2 ENDED 7-8", "o1-1r2-cut-2 QUEUED 8");
    }
}
