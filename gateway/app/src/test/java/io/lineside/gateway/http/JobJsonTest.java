package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.store.WaitingJob;
import io.lineside.model.work.JobPhase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How jobs are told on the management port. */
class JobJsonTest {
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    @Test
    void overdueJobsOfALineAreCountedAndTheOldestIsNamedInWords() {
        // Given
        WaitingJob running = new WaitingJob(Jobs.in(JobPhase.RUNNING), NOW.minusSeconds(7_260));
        WaitingJob held = new WaitingJob(Jobs.in(JobPhase.HELD), NOW.minusSeconds(3_700));
        // When
        JsonObject told = JobJson.overdue(
                List.of(
                        new OverdueJob(running, running.since(), Duration.ofHours(2)),
                        new OverdueJob(held, held.since(), Duration.ofHours(1))),
                NOW);
        // Then
        String id = running.job().id().value();
        assertThat(told)
                .isEqualTo(new JsonObject()
                        .put("count", 2)
                        .put("oldestAgeSeconds", 7_260L)
                        .put("oldestJobOrder", id)
                        .put("detail", "job " + id + " has been Running for 7260 s, longer than PT2H"));
    }
}
