package io.lineside.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Spans of the ledger's events. */
class LedgerTracesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final WorkRequestId ORDER = new WorkRequestId("ord_1");
    private static final JobOrderId JOB = new JobOrderId("ord_1-1-glaze");

    private final List<Span> spans = new ArrayList<>();
    private final List<LedgerEvent> ledger = new ArrayList<>();

    @Test
    void aSendingThatTheLineRefusesFailedAndTheNextIsAnotherSpan() {
        // Given
        LedgerTraces traces = traces(1);
        // When
        for (LedgerEvent event : List.of(
                accepted(ORDER),
                job(EventType.JOB_PLANNED, 1, 0),
                job(EventType.JOB_SENDING, 2, 1),
                job(EventType.JOB_NOT_DELIVERED, 3, 1),
                job(EventType.JOB_SENDING, 4, 2),
                job(EventType.JOB_REFUSED_BY_LINE, 5, 2))) {
            traces.committed(List.of(event), event.at());
        }
        // Then
        List<Span> sent = spans.stream()
                .filter(span -> span.name().equals("dispatch glaze-1"))
                .toList();
        assertThat(sent).hasSize(2).allMatch(Span::failed);
        assertThat(sent.get(0).id()).isEqualTo(TraceIds.dispatch(JOB.value(), 1));
        assertThat(sent.get(1).id()).isEqualTo(TraceIds.dispatch(JOB.value(), 2));
        assertThat(sent.get(1).attributes()).containsEntry("lineside.event", "job.refused-by-line");
        assertThat(spans.get(0).parent()).isEmpty();
    }

    @Test
    void afterARestartItGoesOnByWhatTheLedgerSays() {
        // Given
        ledger.add(accepted(ORDER));
        ledger.add(job(EventType.JOB_PLANNED, 1, 0));
        ledger.add(job(EventType.JOB_SENDING, 2, 1));
        LedgerEvent now = job(EventType.JOB_ACCEPTED_BY_LINE, 90, 1);
        ledger.add(now);
        // When
        traces(1).committed(List.of(now), now.at());
        // Then
        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("dispatch glaze-1");
            assertThat(span.start()).isEqualTo(NOON.plusSeconds(2));
            assertThat(span.end()).isEqualTo(NOON.plusSeconds(90));
            assertThat(span.parent()).contains(TraceIds.accepted(ORDER.value()));
            assertThat(span.traceId()).isEqualTo(TraceIds.trace(ORDER.value()));
        });
    }

    @Test
    void aSampleIsThatPartOfTheOrdersAndTheSameAfterARestart() {
        // Given
        List<LedgerEvent> events = IntStream.range(0, 2_000)
                .mapToObj(number -> accepted(new WorkRequestId("ord_" + number)))
                .toList();
        // When
        traces(0.1).committed(events, NOON);
        List<Span> first = List.copyOf(spans);
        spans.clear();
        traces(0.1).committed(events, NOON);
        // Then
        assertThat(first).hasSizeBetween(140, 260).isEqualTo(spans);
        spans.clear();
        traces(0).committed(events, NOON);
        assertThat(spans).isEmpty();
    }

    private LedgerTraces traces(double sample) {
        return new LedgerTraces(sample, line -> "opcua-job-control", order -> ledger, spans::add);
    }

    private static LedgerEvent accepted(WorkRequestId order) {
        return new LedgerEvent(
                1,
                order,
                1,
                NOON,
                EventType.ORDER_ACCEPTED,
                Optional.empty(),
                "{\"state\":\"Accepted\",\"tenant\":\"default\",\"quantity\":1}");
    }

    private static LedgerEvent job(EventType type, int second, int attempt) {
        return new LedgerEvent(
                1 + second,
                ORDER,
                1 + second,
                NOON.plusSeconds(second),
                type,
                Optional.of(JOB),
                "{\"phase\":\"Any\",\"line\":\"glaze-1\",\"attempt\":" + attempt + ",\"good\":0,\"scrap\":0}");
    }
}
