package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.counts;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static io.lineside.gateway.store.Orders.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreChangeTest extends StoreTestBase {

    @BeforeEach
    void acceptOne() throws Exception {
        now(store.accept(Orders.cutOnly("o1")));
    }

    @Test
    void changeIsWrittenToRowAndLedger() throws Exception {
        // Given
        now(store.claim(CUT, 1));
        clock.advance(Duration.ofMinutes(1));
        var machineTime = Instant.parse("2026-03-01T06:00:59.5Z");

        // When
        var fold = now(store.change(
                job("o1-cut"),
                seen -> Optional.of(new JobChange(
                        EventType.JOB_RUNNING, JobPhase.RUNNING, 1, 2, "warming up", Optional.of(machineTime)))));

        // Then
        var after = fold.after().orElseThrow();
        assertThat(fold.changed()).isTrue();
        assertThat(after.phase()).isEqualTo(JobPhase.RUNNING);
        assertThat(after.startedAt()).contains(clock.instant());
        var view = now(store.find(TENANT, id("o1"))).orElseThrow();
        assertThat(view.jobs()).containsExactly(after);
        assertThat(view.state()).isEqualTo(RequestState.IN_PROGRESS);
        var events = now(store.events(TENANT, id("o1"), 4, 10));
        assertThat(events)
                .extracting(LedgerEvent::type)
                .containsExactly(EventType.JOB_RUNNING, EventType.ORDER_STATE_CHANGED);
        assertThat(events.get(0).data())
                .contains("\"phase\":\"Running\"", "\"good\":1", "\"scrap\":2", "\"machineTime\":\"" + machineTime);
        assertThat(events.get(1).data()).contains("\"from\":\"Released\"", "\"to\":\"InProgress\"");
    }

    @Test
    void pieceMadeIsOneEventAndLeavesTheOrderAsItWas() throws Exception {
        // Given
        now(store.change(job("o1-cut"), to(JobPhase.RUNNING, EventType.JOB_RUNNING)));
        long revision = now(store.find(TENANT, id("o1"))).orElseThrow().revision();

        // When
        now(store.change(job("o1-cut"), counts(JobPhase.RUNNING, EventType.JOB_PROGRESSED, 3, 0)));

        // Then
        var events = now(store.events(TENANT, id("o1"), revision, 10));
        assertThat(events).extracting(LedgerEvent::type).containsExactly(EventType.JOB_PROGRESSED);
        assertThat(single("select finished from work_progress")).isEqualTo("3");
    }

    @Test
    void decisionForNothingWritesNothing() throws Exception {
        // Given
        long revision = now(store.find(TENANT, id("o1"))).orElseThrow().revision();

        // When
        var fold = now(store.change(job("o1-cut"), seen -> Optional.empty()));

        // Then
        assertThat(fold.known()).isTrue();
        assertThat(fold.changed()).isFalse();
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().revision()).isEqualTo(revision);
    }

    @Test
    void unknownJobIsToldApart() throws Exception {
        // When
        var fold = now(store.change(job("nobody"), to(JobPhase.RUNNING, EventType.JOB_RUNNING)));

        // Then
        assertThat(fold.known()).isFalse();
    }

    @ParameterizedTest(name = "from ENDED with 4 good to {0} with {1} good: {2}")
    @CsvSource({
        "RUNNING, 4, a final phase is never left",
        "ENDED, 3, counts never fall",
        "SENDING, 4, a final phase is never left"
    })
    void forbiddenChangeIsRefused(JobPhase phase, int good, String rule) throws Exception {
        // Given
        now(store.change(job("o1-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));

        // When
        var change = store.change(job("o1-cut"), counts(phase, EventType.JOB_RUNNING, good, 0));

        // Then
        assertThatThrownBy(() -> now(change)).hasMessageContaining("o1-cut").hasMessageContaining(rule);
        var kept = now(store.find(TENANT, id("o1"))).orElseThrow();
        assertThat(kept.state()).isEqualTo(RequestState.COMPLETED);
        assertThat(kept.jobs().get(0).good()).isEqualTo(4);
    }

    @Test
    void onlyAClaimSends() {
        // When
        var change = store.change(job("o1-cut"), to(JobPhase.SENDING, EventType.JOB_SENDING));

        // Then
        assertThatThrownBy(() -> now(change)).hasMessageContaining("only a claim makes a job Sending");
    }

    @ParameterizedTest(name = "Sending, then {0}, then {1}: {2}")
    @CsvSource({
        "STORED, , Acked",
        "ENDED, , Acked",
        "QUEUED, , Nacked",
        "HELD, , Unknown",
        "IN_DOUBT, , Unknown",
        "IN_DOUBT, HELD, Unknown",
        "IN_DOUBT, STORED, ResolvedPresent",
        "IN_DOUBT, QUEUED, ResolvedAbsent",
        "IN_DOUBT, CANCELLED, ResolvedAbsent"
    })
    void attemptFollowsItsJob(JobPhase first, JobPhase second, String state) throws Exception {
        // Given
        now(store.claim(CUT, 1));

        // When
        now(store.change(job("o1-cut"), to(first, EventType.JOB_IN_DOUBT)));
        if (second != null) {
            now(store.change(job("o1-cut"), to(second, EventType.JOB_DOUBT_SETTLED)));
        }

        // Then
        assertThat(single("select state from dispatch")).isEqualTo(state);
    }

    @Test
    void endedJobIsToldToBeClearedOnce() throws Exception {
        // Given
        now(store.change(job("o1-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        var before = now(store.toClear(CUT));

        // When
        now(store.cleared(job("o1-cut")));
        now(store.cleared(job("o1-cut")));

        // Then
        assertThat(before).containsExactly(job("o1-cut"));
        assertThat(now(store.toClear(CUT))).isEmpty();
        var events = now(store.events(TENANT, id("o1"), 0, 100));
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.JOB_CLEARED)
                .hasSize(1);
    }

    @Test
    void jobThatMayStillRunIsNotCleared() {
        // When
        var cleared = store.cleared(job("o1-cut"));

        // Then
        assertThatThrownBy(() -> now(cleared)).hasMessageContaining("only a job in a final phase");
    }
}
