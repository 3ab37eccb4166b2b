package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.simulator.plant.LineSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway process that ends between Store and Start, and what the next one finds at the line. */
class StoredBeforeCrashTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final LineSpec LINE = LineSpec.opcUa(CrashSite.GLAZING, 0, 4, Duration.ofMillis(15), "glaze/2");
    private static final String ORDER =
            """
            {"items":[{"product":"mug","quantity":2,"options":{"color":"teal","text":"Ada"},"packaging":{"type":"gift"}}]}""";

    @Test
    void whatTheLineChangedMeanwhileIsNotStartedAndSaysTheDifference(@TempDir Path folder) {
        try (var site = CrashSite.prepare(folder, LINE, file -> file.replace("profile: A ", "profile: B "))) {
            // Given
            site.order(ORDER);
            site.start(CrashPoint.START_TO_BE_SENT, 1);
            site.handIn();
            assertThat(site.awaitEnd()).as(site::logs).isEqualTo(Optional.of(CrashPoint.EXIT_CODE));
            assertThat(site.glazing().jobs()).hasSize(1);
            // When
            site.glazing().behave(Map.of("lie", true));
            site.start();
            site.handIn();
            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(site.orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.toString())
                            .contains(
                                    "no match, no start: what the line stored is not what was ordered",
                                    "JobOrderParameters.Color: ordered 'teal', the line has 'teal?'")));
            assertThat(site.pieces()).isEmpty();
        }
    }
}
