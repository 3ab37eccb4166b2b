package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server does with clients that are slow, many, or gone. */
class ConnectionTest extends ApiTestBase {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void bodyThatDoesNotArriveInTimeIsAnswered408AndTheConnectionIsClosed() throws IOException {
        // Given
        start(new ApiLimits(100, 100, Duration.ofMillis(300), LONG));
        try (Socket slow = connect()) {
            // When
            say(slow, post(100) + "{\"items\":");
            String heard = hearToTheEnd(slow);
            // Then
            assertThat(heard)
                    .startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("connection: close")
                    .contains("urn:lineside:problem:body-too-slow");
        }
    }

    @Test
    void bodyInPiecesIsTakenWhenItIsThereInTime() throws IOException {
        // Given
        start(new ApiLimits(100, 100, LONG, LONG));
        try (Socket slow = connect()) {
            // When
            say(slow, post(ONE.length()).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            for (String piece : ONE.split("(?<=,)", -1)) {
                say(slow, piece);
            }
            // Then
            assertThat(hearToTheEnd(slow)).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void clientThatAsksFirstIsToldToGoOn() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        try (Socket polite = connect()) {
            // When
            say(
                    polite,
                    post(ONE.length()).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"));
            byte[] goOn = polite.getInputStream().readNBytes("HTTP/1.1 100 ".length());
            say(polite, ONE);
            // Then
            assertThat(goOn).asString().isEqualTo("HTTP/1.1 100 ");
            assertThat(hearToTheEnd(polite)).contains("HTTP/1.1 201 ");
        }
    }

    @Test
    void connectionsAboveTheLimitAreClosedAndTakenAgainWhenOthersLeave() throws IOException {
        // Given
        start(new ApiLimits(3, 100, LONG, LONG));
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(connect());
            assertThat(answers(sockets.get(i))).isTrue();
        }
        // When
        try (Socket oneTooMany = connect()) {
            // Then
            assertThat(answers(oneTooMany)).isFalse();
        }
        assertThat(answers(sockets.get(0))).isTrue();
        sockets.remove(2).close();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            try (Socket next = connect()) {
                return answers(next);
            }
        });
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void idleConnectionIsClosedEvenWhileARequestHeadTricklesIn() throws IOException {
        // Given
        start(new ApiLimits(100, 100, LONG, Duration.ofMillis(1_500)));
        try (Socket trickle = connect()) {
            say(trickle, "GET /v1/orders HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            // When
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> gone(trickle));
            // Then
            assertThat(answersOnNewConnection()).isTrue();
        }
    }

    @Test
    void waiterIsForgottenWhenItsClientLeaves() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        String path = "/v1/orders/" + platform.accepted(ONE);
        String tag = settledTag(path);
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(connect());
            say(waiting.get(i), get(path, "If-None-Match: " + tag + "\r\nPrefer: wait=25\r\n"));
        }
        awaitWaiters(20);
        // When
        for (Socket socket : waiting) {
            socket.close();
        }
        // Then
        awaitWaiters(0);
    }

    @Test
    void waiterIsForgottenWhenItsTimeIsOver() {
        // Given
        start(ApiLimits.USUAL);
        String path = "/v1/orders/" + platform.accepted(ONE);
        String tag = settledTag(path);
        var waiting = platform.getLater(path, "If-None-Match", tag, "Prefer", "wait=6");
        awaitWaiters(1);
        // When
        var answer = waiting.join();
        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
        awaitWaiters(0);
    }

    @Test
    void waiterOfAnOrderThatIsNotThereOrHasChangedIsForgottenAtOnce() {
        // Given
        start(ApiLimits.USUAL);
        String path = "/v1/orders/" + platform.accepted(ONE);
        // When
        var missing = platform.get("/v1/orders/ord_none", "If-None-Match", "\"1\"", "Prefer", "wait=25");
        var changed = platform.get(path, "If-None-Match", "\"0\"", "Prefer", "wait=25");
        // Then
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(changed.statusCode()).isEqualTo(200);
        awaitWaiters(0);
    }

    @Test
    void waiterIsForgottenWhenItsOrderCanNotBeRead() {
        // Given
        start(ApiLimits.USUAL);
        String path = "/v1/orders/" + platform.accepted(ONE);
        bench().closeStore();
        // When
        var answer = platform.get(path, "If-None-Match", "\"4\"", "Prefer", "wait=25");
        // Then
        assertProblem(answer, 500, "internal");
        awaitWaiters(0);
    }

    @Test
    void readerOfAStreamIsForgottenAlsoWhenItHadBegunToAskForMore() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        try (Socket reader = connect()) {
            say(reader, get("/v1/events", "") + post(100) + "{");
            await().atMost(Duration.ofSeconds(15)).until(() -> server().openStreams() == 1);
            // When
            reader.shutdownOutput();
        }
        // Then
        await().atMost(Duration.ofSeconds(15)).until(() -> server().openStreams() == 0);
    }

    @Test
    void requestThatDoesNotWaitForTheAnswerBeforeIsLeftToTheNextConnection() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        String path = "/v1/orders/" + platform.accepted(ONE);
        // An answer that is not there before the second request is read.
        String waiting = "If-None-Match: " + settledTag(path) + "\r\nPrefer: wait=1\r\n";
        try (Socket hasty = connect()) {
            // When
            say(hasty, get(path, waiting) + get("/v1/none", ""));
            // Then
            assertThat(hearToTheEnd(hasty)).startsWith("HTTP/1.1 304 ").doesNotContain("HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/orders HTTP/x, 400, bad-request",
        "GET /v1/orders?LONG HTTP/1.1, 414, uri-too-long",
        "GET / HTTP/1.1~X: LONG, 431, headers-too-large"
    })
    void whatCanNotBeReadIsAProblemLikeAllOthers(String request, int status, String code) throws IOException {
        // Given
        start(ApiLimits.USUAL);
        try (Socket odd = connect()) {
            // When
            say(odd, request.replace("~", "\r\n").replace("LONG", "x".repeat(9_000)) + "\r\n\r\n");
            // Then
            assertThat(hearToTheEnd(odd))
                    .containsPattern("^HTTP/1\\.[01] " + status + " ")
                    .contains("application/problem+json", "urn:lineside:problem:" + code);
        }
    }

    private static String post(int length) {
        return "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
    }

    /** Whether a request gets an answer on this connection. */
    private static boolean answers(Socket socket) {
        try {
            say(socket, get("/v1/none", ""));
            byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 404".length());
            int rest = socket.getInputStream().available();
            return begin.length > 0 && socket.getInputStream().readNBytes(rest).length == rest;
        } catch (IOException closed) {
            return false;
        }
    }

    private boolean answersOnNewConnection() throws IOException {
        try (Socket socket = connect()) {
            return answers(socket);
        }
    }

    private static boolean gone(Socket socket) {
        try {
            say(socket, "x");
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
