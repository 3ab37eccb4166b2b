package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListedNewsTest {
    private static final JobOrderId JOB = new JobOrderId("order-1-print");

    @Test
    void whatIsTheSameAsBeforeIsNoNews() {
        // Given
        var news = new ListedNews(true);
        // When
        var first = news.in(List.of(bare(JobState.RUNNING, 1)));
        var second = news.in(List.of(bare(JobState.RUNNING, 2)));
        var third = news.in(List.of(made(JobState.ENDED, 3)));
        // Then
        assertThat(first).containsExactly(bare(JobState.RUNNING, 1));
        assertThat(second).isEmpty();
        assertThat(third).containsExactly(made(JobState.ENDED, 3));
    }

    @Test
    void endWithoutResultsIsNewsTheSecondTimeForTheEventMayBeOnItsWay() {
        // Given
        var news = new ListedNews(true);
        // When
        var first = news.in(List.of(bare(JobState.ENDED, 1)));
        var second = news.in(List.of(bare(JobState.ENDED, 2)));
        var third = news.in(List.of(bare(JobState.ENDED, 3)));
        // Then
        assertThat(first).isEmpty();
        assertThat(second).containsExactly(bare(JobState.ENDED, 2));
        assertThat(third).isEmpty();
    }

    @Test
    void endWithoutResultsIsNewsAtOnceWhereNoEventWillCome() {
        assertThat(new ListedNews(false).in(List.of(bare(JobState.ABORTED, 1)))).hasSize(1);
    }

    @Test
    void jobThatLeftTheListIsNewsWhenItComesBack() {
        // Given
        var news = new ListedNews(true);
        news.in(List.of(bare(JobState.RUNNING, 1)));
        news.in(List.of());
        // When
        var again = news.in(List.of(bare(JobState.RUNNING, 3)));
        // Then
        assertThat(again).hasSize(1);
    }

    private static JobResponse bare(JobState state, int second) {
        return response(state, second, List.of());
    }

    private static JobResponse made(JobState state, int second) {
        return response(
                state, second, List.of(new Material("cup", null, null, MaterialUse.PRODUCED, BigDecimal.ONE, null)));
    }

    private static JobResponse response(JobState state, int second, List<Material> materials) {
        return new JobResponse(
                "",
                JOB,
                state,
                Optional.of(Instant.ofEpochSecond(second)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                materials);
    }
}
