package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Bench;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code /v1/events}: the feed as server-sent events, over real connections. */
class StreamApiTest extends ApiTestBase {
    private static final Pattern ID = Pattern.compile("(?m)^id: (\\d+)\\ndata: .*}\\n\\n");

    @Test
    void streamTellsWhatWasAndThenWhatComes() throws Exception {
        // Given
        start(ApiLimits.USUAL);
        String first = platform.accepted(ONE);
        int before = platform.order(first).path("revision").asInt();
        try (EventReader reader = EventReader.open(uri("/v1/events"))) {
            List<EventReader.Event> past = reader.next(before);
            // When
            String second = platform.accepted(ONE);
            // Then
            assertThat(past).allMatch(event -> subject(event).equals(first));
            EventReader.Event live = reader.next();
            assertThat(subject(live)).isEqualTo(second);
            assertThat(live.id()).isGreaterThan(past.get(before - 1).id());
            assertThat(live.data().path("id").asLong()).isEqualTo(live.id());
        }
    }

    @Test
    void streamGoesOnAfterTheLastEventThatWasReadAlsoAfterARestart() throws Exception {
        // Given
        start(ApiLimits.USUAL);
        String id = platform.accepted(ONE);
        int last = platform.order(id).path("revision").asInt();
        long read;
        try (EventReader reader = EventReader.open(uri("/v1/events"))) {
            read = reader.next(2).get(1).id();
        }
        restart(Bench.products());
        // When
        try (EventReader reader = EventReader.open(uri("/v1/events?after=0"), "Last-Event-ID", Long.toString(read))) {
            // Then
            List<EventReader.Event> rest = reader.next(last - 2);
            assertThat(rest.stream()
                            .map(event ->
                                    event.data().path("data").path("revision").asInt()))
                    .isEqualTo(IntStream.rangeClosed(3, last).boxed().toList());
        }
    }

    @Test
    void streamOfAnOrderTellsOfNoOther() throws Exception {
        // Given
        start(ApiLimits.USUAL);
        platform.accepted(ONE);
        String mine = platform.accepted(ONE);
        int last = platform.order(mine).path("revision").asInt();
        // When
        try (EventReader reader = EventReader.open(uri("/v1/orders/" + mine + "/events"))) {
            // Then
            List<EventReader.Event> events = reader.next(last);
            assertThat(events).allMatch(event -> subject(event).equals(mine));
            assertThat(events.get(last - 1).data().path("data").path("revision").asInt())
                    .isEqualTo(last);
        }
    }

    @Test
    void whatCanNotBeStreamedIsToldBefore() {
        // Given
        start(ApiLimits.USUAL);
        // When
        // Then
        assertProblem(platform.get("/v1/orders/ord_none/events"), 404, "no-such-order");
        assertProblem(platform.get("/v1/events", "Last-Event-ID", "yesterday"), 400, "bad-header");
        assertProblem(platform.get("/v1/events", "Last-Event-ID", "77777777"), 410, "cursor-gone");
    }

    @Test
    void slowReaderIsCutOffAndGoesOnWhereHeWas() throws Exception {
        // Given
        start(new ApiLimits(100, 100, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMillis(300)));
        long last = 0;
        List<Integer> revisions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            revisions.add(
                    platform.order(platform.accepted(large())).path("revision").asInt());
        }
        int all = revisions.stream().mapToInt(Integer::intValue).sum();
        // When
        List<Long> read;
        try (var socket = slowSocket()) {
            say(socket, "GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n");
            // It is open when it answers; counted as open it is for moments alone.
            assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            await().atMost(Duration.ofSeconds(30)).until(() -> server().openStreams() == 0);
            read = ids(whatWasSent(socket));
        }
        // Then
        assertThat(read.size()).isLessThan(all);
        if (!read.isEmpty()) {
            last = read.get(read.size() - 1);
        }
        try (EventReader reader = EventReader.open(uri("/v1/events"), "Last-Event-ID", Long.toString(last))) {
            for (EventReader.Event event : reader.next(all - read.size())) {
                read.add(event.id());
            }
        }
        assertThat(read).isSorted().doesNotHaveDuplicates().hasSize(all);
    }

    /** An order of a thousand items, so that its events are more than the buffers of a connection hold. */
    private static String large() {
        String item = "{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}";
        return "{\"items\":[" + String.join(",", Collections.nCopies(1_000, item)) + "]}";
    }

    private Socket slowSocket() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(15_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        return socket;
    }

    private static String whatWasSent(Socket socket) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[65_536];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException e) {
            // Cut off: what was on its way may have been thrown away.
            assertThat(e).hasMessageContaining("reset");
        }
        // Without the sizes of the chunks of the transfer.
        return text.toString().replaceAll("\\r\\n[0-9a-f]+\\r\\n", "").replace("\r\n", "");
    }

    private static List<Long> ids(String text) {
        List<Long> ids = new ArrayList<>();
        ID.matcher(text).results().forEach(found -> ids.add(Long.parseLong(found.group(1))));
        return ids;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private static String subject(EventReader.Event event) {
        JsonNode data = event.data();
        return data.path("subject").asText();
    }
}
