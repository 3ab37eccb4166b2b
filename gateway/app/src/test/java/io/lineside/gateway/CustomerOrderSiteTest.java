package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.simulator.plant.LineSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's own number of an order, from the platform to the machine (OPC 40001-3 CustomerOrderNumbers). */
class CustomerOrderSiteTest extends SiteTestBase {
    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        LineSpec line = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(15), "glaze/2")
                .behaving(Map.of("machineryJobs", true));
        run(RunningSite.start(folder, line, UnaryOperator.identity()));
    }

    @Test
    void numberOfThePlatformReachesTheLineThatAsksForIt() {
        // When
        String id = platform.accepted(
                order(item(1, "teal", "Ada", "gift")).replaceFirst("\\{", "{\"externalId\":\"shop-1001\","));
        // Then
        awaitState(id, "Completed");
        assertThat(site.made())
                .filteredOn(piece -> piece.line().equals("glaze-1"))
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(piece.parameters()).containsEntry("CustomerOrderNumbers", "shop-1001"));
        assertThat(site.made())
                .filteredOn(piece -> piece.line().equals("pack-1"))
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(piece.parameters()).doesNotContainKey("CustomerOrderNumbers"));
    }
}
