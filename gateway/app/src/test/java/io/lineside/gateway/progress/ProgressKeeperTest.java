package io.lineside.gateway.progress;

import static io.lineside.gateway.progress.SentJob.JOB;
import static io.lineside.gateway.progress.SentJob.LINE;
import static io.lineside.gateway.progress.SentJob.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.store.FoldResult;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobState;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.nio.file.Path;
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

    private static LineReport report(EquipmentId line) {
        return new LineReport(line, Jobs.report(JOB, JobState.ENDED, Jobs.QUANTITY, 0));
    }
}
