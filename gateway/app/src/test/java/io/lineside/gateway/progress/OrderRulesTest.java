package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.RequestRules;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderRulesTest {
    private final OrderRules rules = new OrderRules();

    @ParameterizedTest
    @CsvSource({
        "QUEUED, RELEASED",
        "SENDING, RELEASED",
        "IN_DOUBT, RELEASED",
        "STARTED, RELEASED",
        "RUNNING, IN_PROGRESS",
        "INTERRUPTED, IN_PROGRESS",
        "ENDED, IN_PROGRESS"
    })
    void orderIsInProgressOnceALineHasBegun(JobPhase phase, RequestState expected) {
        // When
        var state = rules.stateOf(RequestState.RELEASED, jobs(Map.of(phase, 1, JobPhase.STORED, 1), 10, 0));
        // Then
        assertThat(state).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10, COMPLETED", "11, COMPLETED", "9, PARTIALLY_COMPLETED", "0, FAILED"})
    void finishedPiecesDecideHowAnOrderEnds(int finished, RequestState expected) {
        // When
        var state = rules.stateOf(
                RequestState.IN_PROGRESS, jobs(Map.of(JobPhase.ENDED, 2, JobPhase.FAILED, 1), 10, finished));
        // Then
        assertThat(state).isEqualTo(expected);
    }

    @Test
    void orderWhoseJobsAreAllCancelledIsCancelled() {
        // When
        var state = rules.stateOf(RequestState.RELEASED, jobs(Map.of(JobPhase.CANCELLED, 2), 10, 0));
        // Then
        assertThat(state).isEqualTo(RequestState.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"true, IN_PROGRESS", "false, HELD"})
    void orderIsHeldOnceNothingOfItMovesButAPersonIsWaitedFor(boolean move, RequestState expected) {
        // When
        var jobs = new RequestRules.Jobs(Map.of(JobPhase.ENDED, 5, JobPhase.HELD, 1, JobPhase.QUEUED, 2), move, 10, 0);
        // Then
        assertThat(rules.stateOf(RequestState.IN_PROGRESS, jobs)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void finalStateIsNeverLeft(RequestState current) {
        // When
        var state = rules.stateOf(current, jobs(Map.of(JobPhase.RUNNING, 1), 10, 0));
        // Then
        assertThat(state == current).isEqualTo(current.isFinal() || current == RequestState.IN_PROGRESS);
    }

    @Test
    void jobWithNothingToWorkOnIsCancelledWithTheReason() {
        // When
        var change = rules.afterPredecessor(Jobs.in(JobPhase.QUEUED), 0);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.CANCELLED);
            assertThat(c.reason()).contains("made no good piece");
        });
    }

    @Test
    void jobWithSomethingToWorkOnGoesOn() {
        // When
        var change = rules.afterPredecessor(Jobs.in(JobPhase.QUEUED), 1);
        // Then
        assertThat(change).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, IN_PROGRESS", "false, QUARANTINED"})
    void quarantinedJobWeighsMoreThanAHeldOne(boolean move, RequestState expected) {
        // When
        var jobs = new RequestRules.Jobs(
                Map.of(JobPhase.QUEUED, 1, JobPhase.HELD, 1, JobPhase.QUARANTINED, 1), move, 10, 0);
        // Then
        assertThat(rules.stateOf(RequestState.IN_PROGRESS, jobs)).isEqualTo(expected);
    }

    @Test
    void orderGoesOnWhenNothingOfItIsHeldAnyMore() {
        // When
        var state = rules.stateOf(RequestState.HELD, jobs(Map.of(JobPhase.ENDED, 1, JobPhase.QUEUED, 1), 10, 0));
        // Then
        assertThat(state).isEqualTo(RequestState.IN_PROGRESS);
    }

    private static RequestRules.Jobs jobs(Map<JobPhase, Integer> phases, int ordered, int finished) {
        return new RequestRules.Jobs(phases, true, ordered, finished);
    }
}
