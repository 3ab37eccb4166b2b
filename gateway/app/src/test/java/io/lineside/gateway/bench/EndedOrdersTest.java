package io.lineside.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.notify.CloudEventText;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generator hears of the gateway's own text of events. */
class EndedOrdersTest {
    private static final String FIRST = "ord_01M85NJ7ATK5Z70H3P5SGA94DF";
    private static final String SECOND = "ord_01M85NJ7ATK5Z70H3P5SGA94DG";

    @ParameterizedTest(name = "in pieces of {0} bytes")
    @ValueSource(ints = {1, 7, 64, 100_000})
    void ordersThatEndedAreHeardOfOnceHoweverTheStreamIsCut(int size) {
        // Given
        byte[] stream = ("retry: 2000\n\n:\n\n"
                        + event(7, FIRST, EventType.ORDER_ACCEPTED, "{\"state\":\"Completed\"}")
                        + event(8, FIRST, EventType.ORDER_STATE_CHANGED, "{\"state\":\"InProgress\"}")
                        + event(9, SECOND, EventType.ORDER_STATE_CHANGED, "{\"state\":\"Failed\"}")
                        + event(10, FIRST, EventType.ORDER_STATE_CHANGED, "{\"state\":\"Completed\"}"))
                .getBytes(StandardCharsets.UTF_8);
        List<String> ended = new ArrayList<>();
        var events = new EndedOrders(ended::add);

        // When
        for (int from = 0; from < stream.length; from += size) {
            byte[] chunk = new byte[Math.min(size, stream.length - from)];
            System.arraycopy(stream, from, chunk, 0, chunk.length);
            events.add(chunk);
        }

        // Then
        assertThat(ended).containsExactly(SECOND, FIRST);
        assertThat(events.lastId()).isEqualTo("10");
    }

    private static String event(long position, String order, EventType type, String data) {
        var event = new LedgerEvent(
                position,
                new WorkRequestId(order),
                3,
                Instant.parse("2026-07-01T10:00:00Z"),
                type,
                Optional.empty(),
                data);
        return "id: " + position + "\ndata: " + CloudEventText.of(new FeedEvent(event, Optional.of("bench-1")))
                + "\n\n";
    }
}
