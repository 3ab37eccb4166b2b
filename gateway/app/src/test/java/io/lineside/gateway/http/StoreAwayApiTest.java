package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.PostgresqlCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A gateway whose PostgreSQL is down, and then is there again. */
@EnabledIfSystemProperty(named = PostgresqlCluster.PROGRAMS, matches = ".+")
class StoreAwayApiTest extends ApiTestBase {
    private static PostgresqlCluster cluster;
    private String known = "";

    @BeforeAll
    static void begin() {
        cluster = PostgresqlCluster.begin();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void oneOrderAndNoDatabase() {
        cluster.start();
        start(cluster.place(cluster.newDatabase()));
        known = platform.accepted(ONE, "Idempotency-Key", "first");
        cluster.crash();
    }

    @Test
    void newOrderIsAnsweredThatNothingWasKeptAndWhenToComeBack() {
        // When
        var answer = platform.submit(ONE, "Idempotency-Key", "second");

        // Then
        assertProblem(answer, 503, "store-away");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(Platform.json(answer).path("detail").asText())
                .isEqualTo("the gateway's database can not be reached at present; nothing of this was kept, submit it"
                        + " again in a moment");
    }

    @Test
    void statusIsAnsweredThatItCanNotBeReadAtPresent() {
        // When
        var answer = platform.get("/v1/orders/" + known);

        // Then
        assertProblem(answer, 503, "store-away");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(Platform.json(answer).path("detail").asText()).contains("ask again in a moment");
    }

    @Test
    void healthNamesTheDatabaseUntilItIsBack() {
        // Given
        platform.get("/v1/orders/" + known);

        // When
        JsonNode health = Platform.json(operator.get("/health"));

        // Then
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.path("store").path("takesOrders").asBoolean(true)).isFalse();
        assertThat(health.path("store").path("warnings").path(0).asText()).startsWith("the store's database is away: ");
        assertThat(operator.get("/health/live").statusCode()).isEqualTo(200);

        // When
        cluster.start();

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.get("/v1/orders/" + known).statusCode() == 200);
        assertThat(platform.submit(ONE, "Idempotency-Key", "first").statusCode())
                .isEqualTo(201);
        assertThat(platform.submit(ONE, "Idempotency-Key", "second").statusCode())
                .isEqualTo(201);
        assertThat(Platform.json(operator.get("/health"))
                        .path("store")
                        .path("takesOrders")
                        .asBoolean())
                .isTrue();
    }
}
