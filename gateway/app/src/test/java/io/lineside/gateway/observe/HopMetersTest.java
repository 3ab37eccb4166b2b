package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HopMetersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final HopMeters meters =
            new HopMeters(new JobMeters(Clock.systemUTC()), line -> line.isEmpty() ? "" : "opcua");
    private long seq;

    @Test
    void everyHopOfAJobIsTimedAndEveryEventCounted() {
        // When
        meters.committed(List.of(event(EventType.JOB_PLANNED, 0)));
        meters.committed(List.of(
                event(EventType.JOB_SENDING, 2),
                event(EventType.JOB_ACCEPTED_BY_LINE, 3),
                event(EventType.JOB_RUNNING, 7),
                event(EventType.JOB_PROGRESSED, 9),
                event(EventType.JOB_ENDED, 17),
                event(EventType.JOB_CLEARED, 18)));
        // Then
        assertThat(samples("lineside_hop_seconds_sum"))
                .containsExactlyInAnyOrder(
                        "lineside_hop_seconds_sum{hop=\"queued\",protocol=\"opcua\"} 2.0",
                        "lineside_hop_seconds_sum{hop=\"sent\",protocol=\"opcua\"} 1.0",
                        "lineside_hop_seconds_sum{hop=\"waited\",protocol=\"opcua\"} 4.0",
                        "lineside_hop_seconds_sum{hop=\"made\",protocol=\"opcua\"} 10.0",
                        "lineside_hop_seconds_sum{hop=\"cleared\",protocol=\"opcua\"} 1.0");
        assertThat(samples("lineside_hop_seconds_bucket{hop=\"made\",protocol=\"opcua\",le=\"10.0\"}"))
                .containsExactly("lineside_hop_seconds_bucket{hop=\"made\",protocol=\"opcua\",le=\"10.0\"} 1");
        assertThat(samples("lineside_events_recorded_total{event=\"job.sending\"}"))
                .containsExactly("lineside_events_recorded_total{event=\"job.sending\"} 1.0");
        assertThat(samples("lineside_commits_written_total")).containsExactly("lineside_commits_written_total 2.0");
    }

    @Test
    void doubtIsNoHop() {
        // When
        meters.committed(List.of(
                event(EventType.JOB_PLANNED, 0),
                event(EventType.JOB_SENDING, 1),
                event(EventType.JOB_IN_DOUBT, 9),
                event(EventType.JOB_RUNNING, 300)));
        // Then
        assertThat(samples("lineside_hop_seconds_count"))
                .containsExactly("lineside_hop_seconds_count{hop=\"queued\",protocol=\"opcua\"} 1");
    }

    private LedgerEvent event(EventType type, int second) {
        return new LedgerEvent(
                ++seq,
                new WorkRequestId("o1"),
                seq,
                NOON.plusSeconds(second),
                type,
                Optional.of(new JobOrderId("o1-1")),
                "{\"phase\":\"Any\",\"line\":\"glaze-1\",\"good\":1}");
    }

    private List<String> samples(String begin) {
        return meters.scrape(0).lines().filter(line -> line.startsWith(begin)).toList();
    }
}
