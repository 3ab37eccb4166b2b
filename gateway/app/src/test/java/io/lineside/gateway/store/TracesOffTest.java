package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway loads, and what its log says, of OpenTelemetry. */
class TracesOffTest {
    private static final String ORDER =
            "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";
    private static final String SDK = "io.opentelemetry.sdk.trace.SdkTracerProvider ";
    private static final String AWAY = "the collector takes no traces";

    @TempDir
    private Path folder;

    @Test
    void withoutTracesNothingOfItIsLoaded() throws Exception {
        // Given
        Path site = LoneGateway.site(folder, "{ file: data/orders.db }");
        try (LoneGateway gateway = LoneGateway.start(site, "env", loads())) {
            // When
            gateway.platform()
                    .accepted(ORDER, "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            // Then
            assertThat(Files.readString(folder.resolve("loaded")))
                    .contains("io.lineside.gateway.Gateway ")
                    .doesNotContain("io.opentelemetry.", "OtelSpans");
        }
    }

    @Test
    void aCollectorThatIsAwayIsToldOnceAndHoldsUpNobody() throws Exception {
        // Given
        Path site = LoneGateway.site(folder, "{ file: data/orders.db }");
        Files.writeString(
                site.resolve("site.yaml"),
                Files.readString(site.resolve("site.yaml")) + "\ntraces: { endpoint: \"http://127.0.0.1:9\" }\n");
        try (LoneGateway gateway =
                LoneGateway.start(site, "env", loads() + " -Dlineside.log.levels=warn,io.opentelemetry=off")) {
            // When
            for (int order = 0; order < 5; order++) {
                gateway.platform().accepted(ORDER);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> gateway.output().contains(AWAY));
            for (int order = 0; order < 5; order++) {
                gateway.platform().accepted(ORDER);
            }
            // Then: it has been tried again meanwhile.
            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            gateway.output().lines().filter(line -> line.contains(AWAY)))
                    .hasSize(1));
            assertThat(Files.readString(folder.resolve("loaded"))).contains(SDK);
            assertThat(gateway.output()).doesNotContain("\tat ", "Failed to export");
        }
    }

    private String loads() {
        return "JDK_JAVA_OPTIONS=-Xlog:class+load=info:file=" + folder.resolve("loaded");
    }
}
