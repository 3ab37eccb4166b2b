package io.lineside.simulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntroductionTest {
    private static final String PREFIX = "acme/north/finishing/pack-1";
    private static final String QUESTION =
            """
            {"MessageType":"ua-action-request","ResponseAddress":"_lineside/test/reply","CorrelationData":"0f",
             "Messages":[{"RequestId":1,"ActionTargetId":7002,"Name":"RequestJobResponseByJobOrderID",
                          "Payload":{"JobOrderID":"J-1"}}]}
            """;

    /** Rule L5 of the line protocol. */
    @Test
    void requestThatComesBeforeTheSubscriptionStandsIsAnsweredAfterTheStatus(@TempDir Path data) throws Exception {
        // Given
        try (var broker = new HastyBroker(PREFIX + "/_joborder_v1/action-request", QUESTION)) {
            LineSpec spec = LineSpec.mqtt("pack-1", PREFIX, 2, Duration.ofMillis(20), "pack/1")
                    .throughBroker(broker.uri());
            // When
            try (var simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)))) {
                assertThat(simulator.lines()).hasSize(1);
                await().until(() -> broker.published().size() == 2);
            }
            // Then
            assertThat(broker.published()).startsWith(PREFIX + "/_joborder_v1/status", "_lineside/test/reply");
        }
    }
}
