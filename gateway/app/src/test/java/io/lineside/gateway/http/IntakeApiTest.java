package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Bench;
import io.lineside.gateway.Platform;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a platform hears when it hands in an order: again, too many at once, or a strange one. */
class IntakeApiTest extends ApiTestBase {
    @Test
    void receiptSaysWhatTheStoreKept() {
        // Given
        start(ApiLimits.USUAL);
        // When
        var receipt = Platform.json(platform.submit(ONE));
        // Then
        var order = platform.order(receipt.path("id").asText());
        assertThat(receipt.path("acceptedAt").asText())
                .isEqualTo(order.path("acceptedAt").asText());
    }

    @Test
    void repeatedOrderGetsItsFirstAnswerAfterItsProductIsGone() {
        // Given
        start(ApiLimits.USUAL);
        String numbered = ONE.replace("{\"items\"", "{\"externalId\":\"shop-1\",\"items\"");
        var byKey = platform.submit(ONE, "Idempotency-Key", "k1");
        var byNumber = platform.submit(numbered);
        restart(Bench.nothing());
        // When
        var keyAgain = platform.submit(ONE, "Idempotency-Key", "k1");
        var numberAgain = platform.submit(numbered);
        var fresh = platform.submit(ONE, "Idempotency-Key", "k2");
        // Then
        assertThat(keyAgain.statusCode()).isEqualTo(201);
        assertThat(keyAgain.body()).isEqualTo(byKey.body());
        assertThat(keyAgain.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(numberAgain.body()).isEqualTo(byNumber.body());
        assertProblem(fresh, 422, "order-refused");
    }

    @Test
    void keyOfAnotherOrderIsSaidEvenWhenTheNewOneCouldNotBeMade() {
        // Given
        start(ApiLimits.USUAL);
        platform.accepted(ONE, "Idempotency-Key", "k1");
        // When
        var other = platform.submit("{\"items\":[]}", "Idempotency-Key", "k1");
        // Then
        assertProblem(other, 422, "idempotency-key-reused");
    }

    @Test
    void moreOrdersThanMayWaitAreTurnedAwayAndTheOthersAreKept() throws Exception {
        // Given
        start(new ApiLimits(100, 3, Duration.ofSeconds(30), Duration.ofSeconds(60)));
        var diskIsBack = new CountDownLatch(1);
        var diskHangs = new CountDownLatch(1);
        bench().store.onCommitted(events -> {
            diskHangs.countDown();
            await(diskIsBack);
        });
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>(List.of(submitLater()));
        await(diskHangs);
        // When
        IntStream.range(0, 6).forEach(i -> all.add(submitLater()));
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(all).filteredOn(CompletableFuture::isDone).hasSize(4));
        // Then
        assertThat(all).filteredOn(CompletableFuture::isDone).allSatisfy(answer -> {
            HttpResponse<String> turnedAway = answer.join();
            assertProblem(turnedAway, 503, "busy");
            assertThat(turnedAway.headers().firstValue("Retry-After")).contains("1");
            assertThat(Platform.json(turnedAway).path("detail").asText()).contains("nothing of this one was kept");
        });
        diskIsBack.countDown();
        assertThat(all.stream().map(answer -> answer.join().statusCode()))
                .containsExactlyInAnyOrder(201, 201, 201, 503, 503, 503, 503);
        assertThat(platform.submit(ONE).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "-0001-01-01T00:00:00Z",
        "2000-01-01T00:00:00+00:01"
    })
    void timeThatNoLineCanBeToldIsRefused(String time) {
        // Given
        start(ApiLimits.USUAL);
        // When
        var answer = platform.submit(requestedBy(time));
        // Then
        assertProblem(answer, 422, "order-refused");
        var cause = Platform.json(answer).path("errors").path(0);
        assertThat(cause.path("pointer").asText()).isEqualTo("/requestedBy");
        assertThat(cause.path("rule").asText()).isEqualTo("range");
        assertThat(cause.path("was").asText()).contains(time);
        assertThat(cause.path("allowed").asText()).contains("2000-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
    void firstAndLastTimeAreTaken(String time) {
        // Given
        start(ApiLimits.USUAL);
        // When
        String id = platform.accepted(requestedBy(time));
        // Then
        assertThat(platform.order(id).path("requestedBy").asText()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"\\ud800\":1}                    | 400",
                "{\"externalId\":\"\\udc00\"}       | 400",
                "{\"priority\":1e99999999999}       | 400",
                "{\"priority\":1e999999999}         | 422",
                "{\"a/b~c\":{\"d\":1e-999999999}}   | 422",
                "{\"items\":[{\"product\":\"mug\",\"quantity\":1e999999999}]} | 422",
                "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"text\":1e999999999}}]} | 422",
                "null | 422",
                "7    | 422"
            })
    void strangeBodyIsRefusedAndNothingFails(String body, int status) {
        // Given
        start(ApiLimits.USUAL);
        // When
        var answer = platform.submit(body);
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void bodyOfNothingButFaultsGetsNoHugeAnswer() {
        // Given
        start(ApiLimits.USUAL);
        StringBuilder body = new StringBuilder("{\"items\":[]");
        IntStream.range(0, 50_000).forEach(i -> body.append(",\"f").append(i).append("\":1"));
        // When
        var answer = platform.submit(body.append('}').toString());
        // Then
        assertProblem(answer, 422, "order-refused");
        assertThat(Platform.json(answer).path("errors")).hasSize(1_000);
        assertThat(Platform.json(answer).path("detail").asText())
                .isEqualTo("50001 faults, of which the first 1000 are named");
    }

    @Test
    void twoKeysAreOneTooMany() {
        // Given
        start(ApiLimits.USUAL);
        // When
        var answer = platform.submit(ONE, "Idempotency-Key", "a", "Idempotency-Key", "b");
        // Then
        assertProblem(answer, 400, "bad-header");
    }

    @Test
    void compressedBodyIsRefusedByName() {
        // Given
        start(ApiLimits.USUAL);
        // When
        var answer = platform.submit(ONE, "Content-Encoding", "gzip");
        // Then
        assertProblem(answer, 415, "encoded-body");
    }

    private static String requestedBy(String time) {
        return ONE.replace("{\"items\"", "{\"requestedBy\":\"" + time + "\",\"items\"");
    }

    private CompletableFuture<HttpResponse<String>> submitLater() {
        return CompletableFuture.supplyAsync(() -> platform.submit(ONE));
    }

    /** The orders under way may not all be inside yet when the disk begins to hang, so more are sent until one is too many. */
    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
