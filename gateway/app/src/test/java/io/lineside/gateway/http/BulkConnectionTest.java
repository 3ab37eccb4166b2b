package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a bulk request whose client is slow, gone, or one of many. */
class BulkConnectionTest extends ApiTestBase {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void rowIsAnsweredWhileTheNextIsNotSentYet() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        try (Socket socket = connect()) {
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, head("Accept-Encoding: gzip\r\n"));
            for (int i = 1; i <= 3; i++) {
                // When
                say(socket, chunk(BulkApiTest.order("n" + i) + "\n"));
                // Then
                JsonNode row = nextRow(answer);
                assertThat(row.path("row").asInt()).isEqualTo(i);
                assertThat(BulkApiTest.status(row)).isEqualTo(201);
            }
        }
    }

    @Test
    void writerThatStopsInTheMiddleOfARowIsToldSo() throws IOException {
        // Given
        start(new ApiLimits(100, 100, Duration.ofMillis(500), LONG));
        try (Socket slow = connect()) {
            // When
            say(slow, head("") + chunk(BulkApiTest.order("a") + "\n{\"externalId\":"));
            List<JsonNode> rows = rows(hearToTheEnd(slow));
            // Then
            assertThat(rows).extracting(BulkApiTest::status).containsExactly(201, 408);
            assertThat(rows.get(1).path("row").asInt()).isEqualTo(2);
            assertThat(rows.get(1).path("problem").path("detail").asText()).contains("this one was not kept");
        }
    }

    @Test
    void bodyMayTakeLongerThanARow() throws IOException {
        // Given
        start(new ApiLimits(100, 100, Duration.ofSeconds(4), LONG));
        try (Socket slow = connect()) {
            var answer = new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.ISO_8859_1));
            say(slow, head("Connection: close\r\n"));
            long begun = System.nanoTime();
            int row = 0;
            // When
            while (System.nanoTime() - begun < Duration.ofSeconds(5).toNanos()) {
                say(slow, chunk(BulkApiTest.order("n" + row++) + "\n"));
                nextRow(answer);
            }
            say(slow, chunk(BulkApiTest.order("last")) + "0\r\n\r\n");
            // Then
            assertThat(BulkApiTest.status(nextRow(answer))).isEqualTo(201);
        }
    }

    @Test
    void readerThatTakesNothingIsCutOffAndNothingIsLostByIt() throws IOException {
        // Given
        start(new ApiLimits(100, 100, LONG, LONG, Duration.ofMillis(500)));
        String faulty = BulkApiTest.order("bad").replace("\"items\"", "\"" + "x".repeat(5_000) + "\":1,\"items\"");
        try (var deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            say(deaf, head("") + chunk(BulkApiTest.order("first") + "\n"));
            await().until(() ->
                    !platform.get("/v1/orders?externalId=first").body().contains("\"orders\":[]"));
            // When
            assertThat(rowsWrittenUntilCut(deaf, chunk(faulty + "\n"))).isLessThan(20_000);
        }
        // Then
        await().until(() -> server().openBulks() == 0);
        try (Socket again = connect()) {
            say(again, head("Connection: close\r\n") + chunk(BulkApiTest.order("first") + "\n") + "0\r\n\r\n");
            List<JsonNode> rows = rows(hearToTheEnd(again));
            assertThat(rows).singleElement().matches(row -> row.path("replayed").asBoolean());
        }
    }

    private static int rowsWrittenUntilCut(Socket socket, String row) {
        for (int i = 0; i < 20_000; i++) {
            try {
                say(socket, row);
            } catch (IOException cut) {
                return i;
            }
        }
        return 20_000;
    }

    @Test
    void bodyThatBreaksOffIsSentAgainWithoutASecondOrder() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        List<String> orders = IntStream.range(0, 400).mapToObj(i -> ONE).toList();
        String body = String.join("\n", orders);
        String known;
        try (Socket leaving = connect()) {
            say(leaving, head("Idempotency-Key: k\r\n") + chunk(body.substring(0, body.length() - 40)));
            // When
            known = BulkApiTest.id(nextRow(
                    new BufferedReader(new InputStreamReader(leaving.getInputStream(), StandardCharsets.ISO_8859_1))));
        }
        await().until(() -> server().openBulks() == 0);
        List<JsonNode> rows;
        try (Socket again = connect()) {
            say(again, head("Connection: close\r\nIdempotency-Key: k\r\n") + chunk(body) + "0\r\n\r\n");
            rows = rows(hearToTheEnd(again));
        }
        // Then
        assertThat(rows).hasSize(400).allMatch(row -> BulkApiTest.status(row) == 201);
        assertThat(BulkApiTest.id(rows.get(0))).isEqualTo(known);
        assertThat(rows.get(0).path("replayed").asBoolean()).isTrue();
        assertThat(rows.get(399).has("replayed")).isFalse();
        assertThat(rows.stream().map(BulkApiTest::id).collect(Collectors.toSet()))
                .hasSize(400);
        assertThat(platform.get("/v1/orders?limit=500").body().split("\"externalId\"|\"acceptedAt\"", -1))
                .hasSize(401);
    }

    @Test
    void platformHasSoManyBulkRequestsAtOnceAndNoMore() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < BulkLimits.BODIES_OF_TENANT; i++) {
            open.add(connect());
            say(open.get(i), head("") + chunk(BulkApiTest.order("n" + i) + "\n"));
        }
        await().until(() -> server().openBulks() == BulkLimits.BODIES_OF_TENANT);
        // When
        try (Socket oneTooMany = connect()) {
            say(oneTooMany, head("Connection: close\r\n") + "0\r\n\r\n");
            // Then
            assertThat(hearToTheEnd(oneTooMany)).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
        }
        for (Socket socket : open) {
            socket.close();
        }
        await().until(() -> server().openBulks() == 0);
    }

    @Test
    void clientThatAsksFirstIsToldToGoOn() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        try (Socket polite = connect()) {
            // When
            say(polite, head("Expect: 100-continue\r\nConnection: close\r\n"));
            byte[] goOn = polite.getInputStream().readNBytes("HTTP/1.1 100 ".length());
            say(polite, chunk(BulkApiTest.order("a")) + "0\r\n\r\n");
            // Then
            assertThat(goOn).asString().isEqualTo("HTTP/1.1 100 ");
            assertThat(rows(hearToTheEnd(polite))).singleElement().matches(row -> BulkApiTest.status(row) == 201);
        }
    }

    private static String head(String more) {
        return "POST /v1/orders/bulk HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n" + more
                + "Transfer-Encoding: chunked\r\n\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static JsonNode nextRow(BufferedReader answer) throws IOException {
        String line = Objects.requireNonNull(answer.readLine());
        while (!line.startsWith("{\"row\"")) {
            line = Objects.requireNonNull(answer.readLine());
        }
        return BulkApiTest.rows(line).get(0);
    }

    private static List<JsonNode> rows(String heard) {
        return BulkApiTest.rows(
                heard.lines().filter(line -> line.startsWith("{\"row\"")).collect(Collectors.joining("\n")));
    }
}
