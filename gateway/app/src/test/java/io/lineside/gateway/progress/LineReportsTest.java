package io.lineside.gateway.progress;

import static io.lineside.gateway.progress.SentJob.JOB;
import static io.lineside.gateway.progress.SentJob.LINE;
import static io.lineside.gateway.progress.SentJob.ORDERED;
import static io.lineside.gateway.progress.SentJob.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.RequestRules;
import io.lineside.model.SpecDigest;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of reports that a bug, or a line that made something else, would otherwise send round in circles. */
class LineReportsTest {
    private final Faulty rules = new Faulty();
    private SentJob sent;
    private LineReports reports;

    @BeforeEach
    void sendAJob(@TempDir Path folder) {
        sent = new SentJob(folder, rules);
        reports = new LineReports(sent.store(), LINE);
    }

    @AfterEach
    void close() {
        sent.close();
    }

    @Test
    void reportOnWhichARuleFailsIsKeptAsItCameAndCountsAsKept() {
        // Given
        rules.broken = true;
        // When
        FoldResult first = now(reports.keep(Jobs.report(JOB, JobState.ENDED, 12, 0)));
        now(reports.keep(Jobs.report(JOB, JobState.ENDED, 12, 0)));
        // Then
        assertThat(first.changed()).isFalse();
        assertThat(now(sent.store().deadReports(Optional.empty(), 10)))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.times()).isEqualTo(2);
                    assertThat(kept.report().line()).isEqualTo(LINE);
                    assertThat(kept.report().job()).isEqualTo(JOB);
                    assertThat(kept.report().reason()).contains("the rule is broken");
                });
    }

    @Test
    void ofReportsThatCameTogetherOnlyTheOneOnWhichARuleFailsIsKeptAsItCame() {
        // Given
        rules.broken = true;
        // When: only what changes the phase asks the rule.
        FoldResult result = now(reports.keep(List.of(
                Jobs.counted(1, Jobs.report(JOB, JobState.RUNNING, 1, 0)),
                Jobs.counted(2, Jobs.report(JOB, JobState.ENDED, 12, 0)))));
        rules.broken = false;
        FoldResult after = now(reports.keep(List.of(
                Jobs.counted(3, Jobs.report(JOB, JobState.RUNNING, 2, 0)),
                Jobs.counted(4, Jobs.report(JOB, JobState.RUNNING, 3, 0)))));
        // Then
        assertThat(result.changed()).isFalse();
        assertThat(now(sent.store().deadReports(Optional.empty(), 10))).hasSize(2);
        assertThat(after.after().orElseThrow().good()).isEqualTo(3);
    }

    @Test
    void reportsThatCameTogetherWithWhatWasBuiltAreComparedEach() {
        // When
        FoldResult result = now(reports.keep(List.of(
                built(JobState.RUNNING, JobParameter.of("Color", new ParameterValue.Text("teal"))),
                built(JobState.RUNNING, JobParameter.of("Color", new ParameterValue.Text("white"))))));
        // Then
        assertThat(result.after().orElseThrow().phase()).isEqualTo(JobPhase.QUARANTINED);
    }

    @Test
    void reportThatTheStoreCanNotTakeNowIsNotGivenUp() {
        // Given
        sent.close();
        // When
        var kept = reports.keep(Jobs.report(JOB, JobState.ENDED, 12, 0)).toCompletableFuture();
        // Then
        assertThat(kept).isCompletedExceptionally();
    }

    @Test
    void reportOfAnotherVariantThanTheOneOrderedIsQuarantined() {
        // When
        FoldResult result = now(reports.keep(made(SpecDigest.of("another mug"))));
        // Then
        TrackedJob job = result.after().orElseThrow();
        assertThat(job.phase()).isEqualTo(JobPhase.QUARANTINED);
        assertThat(job.reason()).contains("another variant");
    }

    @Test
    void reportOfTheVariantThatWasOrderedIsProgress() {
        // When
        FoldResult result = now(reports.keep(made(ORDERED)));
        // Then
        assertThat(result.after().orElseThrow().phase()).isEqualTo(JobPhase.ENDED);
    }

    @Test
    void reportOfOtherParametersThanThoseToldIsQuarantinedWithWhatDiffers() {
        // When
        FoldResult result = now(reports.keep(built(
                JobState.RUNNING,
                JobParameter.of("Color", new ParameterValue.Text("teal?")),
                JobParameter.of("Dwell", new ParameterValue.Decimal(11.1f)))));
        // Then
        TrackedJob job = result.after().orElseThrow();
        assertThat(job.phase()).isEqualTo(JobPhase.QUARANTINED);
        assertThat(job.reason())
                .contains("Color was told as 'teal' and built as 'teal?'")
                .doesNotContain("Dwell");
        assertThat(Contradiction.goesOnAtTheLine(job)).isTrue();
        assertThat(job.good()).isZero();
    }

    @Test
    void jobThatEndedAtTheLineIsNotEndedAgain() {
        // When
        FoldResult result = now(reports.keep(made(SpecDigest.of("another mug"))));
        // Then
        assertThat(Contradiction.goesOnAtTheLine(result.after().orElseThrow())).isFalse();
    }

    @Test
    void whatALineMeasuredBesidesContradictsNothing() {
        // When
        FoldResult result = now(
                reports.keep(built(JobState.ENDED, JobParameter.of("Temperature", new ParameterValue.Decimal(181.2)))));
        // Then
        assertThat(result.after().orElseThrow().phase()).isEqualTo(JobPhase.ENDED);
    }

    @Test
    void whatIsReportedAfterAQuarantineMovesTheJobNoMore() {
        // Given
        now(reports.keep(built(JobState.RUNNING, JobParameter.of("Color", new ParameterValue.Text("white")))));
        // When
        FoldResult result = now(reports.keep(made(ORDERED)));
        // Then
        assertThat(result.changed()).isFalse();
        assertThat(result.after().orElseThrow().phase()).isEqualTo(JobPhase.QUARANTINED);
    }

    private static JobResponse made(SpecDigest variant) {
        return built(
                JobState.ENDED,
                JobParameter.of(JobOrder.SPEC_DIGEST_PARAMETER, new ParameterValue.Text(variant.hex())));
    }

    private static JobResponse built(JobState state, JobParameter... with) {
        return new JobResponse(
                "r1",
                JOB,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(with),
                List.of(Material.produced("mug", 12)));
    }

    /** The usual rules, until they break. */
    private static final class Faulty implements RequestRules {
        private final OrderRules rules = new OrderRules();
        private volatile boolean broken;

        @Override
        public RequestState stateOf(RequestState current, RequestRules.Jobs jobs) {
            if (broken) {
                throw new ArithmeticException("the rule is broken");
            }
            return rules.stateOf(current, jobs);
        }

        @Override
        public Optional<JobChange> afterPredecessor(TrackedJob waiting, int goodOfPredecessors) {
            return rules.afterPredecessor(waiting, goodOfPredecessors);
        }
    }
}
