package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway whose disk has no room for more orders. */
class LowDiskApiTest extends ApiTestBase {
    private String known = "";

    @BeforeEach
    void oneOrderAndNoMoreRoom() {
        start(ApiLimits.USUAL);
        known = platform.accepted(ONE, "Idempotency-Key", "first");
        restartWithoutRoom();
    }

    @Test
    void newOrderIsAnsweredThatThereIsNoRoomAndWhenToComeBack() {
        // When
        var answer = platform.submit(ONE, "Idempotency-Key", "second");

        // Then
        assertProblem(answer, 507, "insufficient-storage");
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
        assertThat(Platform.json(answer).path("detail").asText()).contains("nothing of this one was kept");
    }

    @Test
    void orderOnHandIsReadAndRecognised() {
        // When
        var again = platform.submit(ONE, "Idempotency-Key", "first");

        // Then
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(Platform.json(again).path("id").asText()).isEqualTo(known);
        assertThat(platform.state(known)).isEqualTo("Released");
    }

    @Test
    void orderThatCouldNotBeMadeAnywayIsToldWhy() {
        // When
        var answer = platform.submit("{}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    @Test
    void healthShowsTheSpaceAndThatNoOrdersAreTaken() {
        // When
        JsonNode health = Platform.json(operator.get("/health"));

        // Then
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.path("store").path("takesOrders").asBoolean(true)).isFalse();
        assertThat(health.path("store").path("freeBytes").asLong()).isPositive();
        assertThat(health.path("store").path("reserveBytes").asLong()).isEqualTo(Long.MAX_VALUE);
    }
}
