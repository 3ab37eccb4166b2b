package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.LineLimits;
import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.OpenJobs;
import io.lineside.gateway.store.WaitingJob;
import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a job has been as it is for too long. */
class OverdueRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LineLimits LIMITS = new LineLimits(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(4),
            Duration.ofMinutes(5),
            Duration.ofMinutes(6),
            Duration.ofMinutes(7),
            Duration.ofMinutes(8));

    @ParameterizedTest
    @CsvSource({
        "SENDING, 2",
        "IN_DOUBT, 3",
        "STORED, 4",
        "STARTED, 5",
        "RUNNING, 6",
        "INTERRUPTED, 7",
        "HELD, 8",
        "QUARANTINED, 8"
    })
    void jobIsOverdueOnceItHasBeenAsItIsForLongerThanTheLimitOfItsPhase(JobPhase phase, int minutes) {
        // Given
        Duration limit = Duration.ofMinutes(minutes);
        WaitingJob onTime = job(phase, limit);
        WaitingJob late = job(phase, limit.plusMillis(1));
        // When
        List<OverdueJob> overdue = OverdueRules.judge(
                new OpenJobs(List.of(onTime), List.of(late), Optional.empty()), Optional.empty(), LIMITS, NOW);
        // Then
        assertThat(overdue).containsExactly(new OverdueJob(late, late.since(), limit));
        assertThat(overdue.get(0).age(NOW)).isEqualTo(limit.plusMillis(1));
    }

    // I15: no job can be stuck without being seen.
    @ParameterizedTest
    @EnumSource
    void everyPhaseThatIsNotFinalHasALimit(JobPhase phase) {
        assertThat(LIMITS.of(phase).isPresent()).isNotEqualTo(phase.isFinal());
    }

    @ParameterizedTest(name = "queued for {0}, line free for {1}: {2}")
    @CsvSource({"PT1H, PT61S, true", "PT61S, PT1H, true", "PT1H, PT60S, false", "PT60S, PT1H, false", "PT1H, , false"})
    void jobThatIsNextIsOverdueOnlyWhenTheLineCouldHaveTakenItForSoLong(Duration queued, Duration free, boolean late) {
        // Given
        var jobs = new OpenJobs(List.of(), List.of(), Optional.of(job(JobPhase.QUEUED, queued)));
        // When
        List<OverdueJob> overdue =
                OverdueRules.judge(jobs, Optional.ofNullable(free).map(NOW::minus), LIMITS, NOW);
        // Then
        assertThat(overdue).hasSize(late ? 1 : 0);
    }

    @Test
    void longestOverdueComesFirst() {
        // Given
        WaitingJob held = job(JobPhase.HELD, Duration.ofHours(1));
        WaitingJob running = job(JobPhase.RUNNING, Duration.ofHours(3));
        WaitingJob next = job(JobPhase.QUEUED, Duration.ofHours(2));
        // When
        List<OverdueJob> overdue = OverdueRules.judge(
                new OpenJobs(List.of(running), List.of(held), Optional.of(next)),
                Optional.of(NOW.minus(Duration.ofHours(2))),
                LIMITS,
                NOW);
        // Then
        assertThat(overdue).extracting(OverdueJob::job).containsExactly(running, next, held);
    }

    private static WaitingJob job(JobPhase phase, Duration age) {
        return new WaitingJob(Jobs.in(phase), NOW.minus(age));
    }
}
