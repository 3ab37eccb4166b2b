package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.SettableClock;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each line does with its jobs. */
class JobMetersTest {
    /** Where a settable clock begins. */
    private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");

    private final SettableClock clock = new SettableClock();
    private final JobMeters meters = new JobMeters(clock);
    private final HopMeters hops = new HopMeters(meters, line -> "opcua");

    @Test
    void everyLineHasItsOwnCountsAndPercentiles() {
        // Given
        for (int job = 0; job < 100; job++) {
            run(hops, "glaze-1", job, job == 99 ? 5_000 : 20);
        }
        run(hops, "pack-1", 100, 40);
        // When
        List<String> text = scrape(Map.of());
        // Then
        assertThat(text)
                .contains(
                        "lineside_line_jobs_total{equipment=\"glaze-1\",event=\"job.sending\"} 100.0",
                        "lineside_line_jobs_total{equipment=\"glaze-1\",event=\"job.ended\"} 100.0",
                        "lineside_line_jobs_total{equipment=\"pack-1\",event=\"job.accepted-by-line\"} 1.0",
                        "lineside_line_jobs_total{equipment=\"pack-1\",event=\"job.refused-by-line\"} 0.0",
                        "lineside_line_speaks{equipment=\"glaze-1\",protocol=\"opcua\"} 1.0",
                        "lineside_line_hop_seconds{equipment=\"glaze-1\",hop=\"sent\",quantile=\"0.5\"} 0.023",
                        "lineside_line_hop_seconds{equipment=\"glaze-1\",hop=\"sent\",quantile=\"0.99\"} 0.023");
    }

    @Test
    void percentilesAreOfTheLastMinutesAlone() {
        // Given
        run(hops, "glaze-1", 1, 20);
        // When
        clock.advance(Duration.ofMinutes(9));
        List<String> soon = scrape(Map.of());
        clock.advance(Duration.ofMinutes(2));
        List<String> later = scrape(Map.of());
        // Then
        assertThat(soon).anyMatch(line -> line.startsWith("lineside_line_hop_seconds"));
        assertThat(later).noneMatch(line -> line.startsWith("lineside_line_hop_seconds"));
    }

    @Test
    void theAgeOfAQueueIsThatOfTheJobThatWasPlannedFirst() {
        // When
        List<String> text = scrape(Map.of(GLAZE, START.minusSeconds(90)));
        // Then
        assertThat(text)
                .contains(
                        "lineside_line_queue_age_seconds{equipment=\"glaze-1\"} 90.0",
                        "lineside_line_queue_age_seconds{equipment=\"pack-1\"} 0.0");
    }

    @Test
    void aLineThatIsGoneTakesItsNumbersAlong() {
        // Given
        run(hops, "glaze-1", 1, 20);
        run(hops, "old-1", 2, 20);
        // When
        List<String> text = scrape(Map.of());
        // Then
        assertThat(text).noneMatch(line -> line.contains("old-1"));
    }

    @Test
    void fiveHundredLinesAreAFewThousandNumbersAndALittleMemory() {
        // Given
        Map<EquipmentId, String> lines = new TreeMap<>();
        for (int line = 0; line < 500; line++) {
            lines.put(new EquipmentId("line-" + line), "mqtt");
            run(hops, "line-" + line, line, 20);
        }
        // Then
        assertThat(meters.scrape(lines, Map.of()).lines().filter(line -> !line.startsWith("#")))
                .hasSizeLessThan(8_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void percentilesAreNeverTooLowAndAtMostAQuarterTooHigh(long seed) {
        // Given
        var random = new Random(seed);
        var times = new RecentTimes(clock);
        var all = new long[1 + random.nextInt(2_000)];
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) Math.exp(random.nextDouble() * 17);
            times.record(Duration.ofMillis(all[i]));
        }
        Arrays.sort(all);
        for (double part : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
            // When
            double found = times.within(part).orElseThrow() * 1_000;
            // Then
            long exact = all[(int) Math.ceil(all.length * part) - 1];
            assertThat(found).as("%s of %s", part, all.length).isBetween(exact - 0.5, exact * 1.25 + 0.5);
        }
    }

    /** Every name that these meters can have. */
    static String everything() {
        var clock = Clock.fixed(START, ZoneOffset.UTC);
        var jobs = new JobMeters(clock);
        var hops = new HopMeters(jobs, line -> "opcua");
        run(hops, "glaze-1", 1, 20);
        return jobs.scrape(Map.of(GLAZE, "opcua"), Map.of(GLAZE, START)) + hops.scrape(0) + new CommitMeters().scrape();
    }

    private static void run(HopMeters hops, String line, int job, int millis) {
        var events = new ArrayList<LedgerEvent>();
        Instant at = START;
        for (EventType type : List.of(
                EventType.JOB_PLANNED,
                EventType.JOB_SENDING,
                EventType.JOB_ACCEPTED_BY_LINE,
                EventType.JOB_RUNNING,
                EventType.JOB_ENDED)) {
            events.add(new LedgerEvent(
                    1,
                    new WorkRequestId("o1"),
                    1,
                    at,
                    type,
                    Optional.of(new JobOrderId("o1-" + job)),
                    "{\"phase\":\"Any\",\"line\":\"" + line + "\",\"good\":1}"));
            at = at.plusMillis(millis);
        }
        hops.committed(events);
    }

    private List<String> scrape(Map<EquipmentId, Instant> waiting) {
        return meters.scrape(Map.of(GLAZE, "opcua", new EquipmentId("pack-1"), "mqtt"), waiting)
                .lines()
                .toList();
    }
}
