package io.lineside.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LinkCountsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final LinkCounts counts = new LinkCounts(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void linkThatAsksForOpenJobsOnceMoreHasNotComeUpAgain() {
        // When
        counts.connected();
        counts.connected();
        // Then
        assertThat(counts.traffic("x").connects()).isEqualTo(1);
    }

    @Test
    void linkThatWasLostComesUpAgainAndTheReasonStays() {
        // When
        counts.disconnected("no route to host");
        counts.connected();
        counts.disconnected("cable pulled");
        counts.disconnected("no route to host");
        counts.connected();
        // Then
        var traffic = counts.traffic("x");
        assertThat(traffic.connects()).isEqualTo(2);
        assertThat(traffic.lastError()).contains(new LinkTraffic.LinkError(NOW, "no route to host"));
    }
}
