package io.lineside.gateway.progress;

import static io.lineside.gateway.progress.SentJob.JOB;
import static io.lineside.gateway.progress.SentJob.LINE;
import static io.lineside.gateway.progress.SentJob.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.LineQuantities;
import io.lineside.gateway.Jobs;
import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.store.FoldResult;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressKeeperTest {
    private static final EquipmentId OTHER = new EquipmentId("pack-1");

    private SentJob sent;
    private ProgressKeeper keeper;

    @BeforeEach
    void sendAJob(@TempDir Path folder) {
        sent = new SentJob(folder, new OrderRules());
        keeper = new ProgressKeeper(sent.store());
    }

    @AfterEach
    void close() {
        sent.close();
    }

    @Test
    void reportOfTheJobsOwnLineIsKept() {
        // When
        FoldResult result = now(keeper.keep(report(LINE)));
        // Then
        assertThat(result.changed()).isTrue();
        assertThat(result.after()).map(TrackedJob::phase).contains(JobPhase.ENDED);
    }

    @Test
    void reportOfAnotherLineChangesNothing() {
        // When
        FoldResult result = now(keeper.keep(report(OTHER)));
        // Then
        assertThat(result.known()).isTrue();
        assertThat(result.changed()).isFalse();
        assertThat(now(sent.store().atLine(LINE))).map(TrackedJob::phase).containsExactly(JobPhase.SENDING);
    }

    @Test
    void endIsAllThatIsHeardOfALineThatNeverCounts() {
        // Given
        keeper = new ProgressKeeper(
                sent.store(), line -> line.equals(LINE) ? LineQuantities.ASSUMED : LineQuantities.SENT);
        var ended = new JobResponse(
                "", JOB, JobState.ENDED, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
        // When
        FoldResult result = now(keeper.keep(new LineReport(LINE, ended)));
        // Then
        assertThat(result.after()).hasValueSatisfying(job -> {
            assertThat(job.phase()).isEqualTo(JobPhase.ENDED);
            assertThat(job.good()).isEqualTo(job.quantity());
        });
    }

    private static LineReport report(EquipmentId line) {
        return new LineReport(line, Jobs.report(JOB, JobState.ENDED, Jobs.QUANTITY, 0));
    }
}
