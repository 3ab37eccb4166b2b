package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads from the management port of a running site. */
class MetricsSiteTest extends SiteTestBase {
    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        run(RunningSite.start(folder, Duration.ofMillis(15)));
        awaitReady();
    }

    @Test
    void lineThatIsAwayShowsItsFailedAttemptsAndItsPause() {
        // Given
        assertThat(metric("lineside_line_connected", "glaze-1")).hasValue(1);
        assertThat(metric("lineside_line_connect_failures", "glaze-1")).hasValue(0);
        assertThat(metric("lineside_line_connect_pause_seconds", "glaze-1")).hasValue(0);
        // When
        site.line("glaze-1").crash();
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(metric("lineside_line_connect_failures", "glaze-1").orElse(0))
                    .isGreaterThanOrEqualTo(2);
            assertThat(metric("lineside_line_connect_pause_seconds", "glaze-1").orElse(0))
                    .isBetween(0.1, 5.0);
        });
        assertThat(metric("lineside_line_connected", "glaze-1")).hasValue(0);
        assertThat(metric("lineside_line_connected", "pack-1")).hasValue(1);
        assertThat(metric("lineside_line_connect_failures", "pack-1")).hasValue(0);
        // And when
        site.line("glaze-1").start();
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metric("lineside_line_connected", "glaze-1"))
                .hasValue(1));
        assertThat(metric("lineside_line_connect_failures", "glaze-1")).hasValue(0);
    }

    @Test
    void whatALineDoesWithItsJobsIsCountedAndTimed() {
        // When
        platform.accepted(order(item(3, "teal", "Ada", "gift")));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.get("/metrics").body())
                        .contains(
                                "lineside_line_jobs_total{equipment=\"glaze-1\",event=\"job.sending\"} 1.0",
                                "lineside_line_jobs_total{equipment=\"glaze-1\",event=\"job.ended\"} 1.0"));
        assertThat(metric("lineside_line_queue_age_seconds", "glaze-1")).hasValue(0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.get("/metrics").body())
                        .contains(
                                "lineside_line_hop_seconds{equipment=\"glaze-1\",hop=\"made\",quantile=\"0.99\"}",
                                "lineside_hop_seconds_bucket{hop=\"sent\",protocol=\"opcua-job-control\",le=\"0.002\"}",
                                "lineside_store_commit_seconds_bucket{le=\"5.0E-4\"}",
                                "lineside_store_commit_works_count"));
    }

    @Test
    void scrapeIsPrometheusText() {
        // When
        var answer = operator.get("/metrics");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("# TYPE lineside_line_connected gauge");
        assertThat(operator.send(HttpRequest.newBuilder(site.management().resolve("/metrics"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(405);
    }

    private OptionalDouble metric(String name, String line) {
        String sample = name + "{equipment=\"" + line + "\"} ";
        return operator.get("/metrics")
                .body()
                .lines()
                .filter(text -> text.startsWith(sample))
                .mapToDouble(text -> Double.parseDouble(text.substring(sample.length())))
                .findFirst();
    }
}
