package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.Orders;
import io.lineside.gateway.store.Store;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} and {@code stuck} tell of a gateway that does not run what its store says, and change nothing. */
class StoppedGatewayTest {
    private static final JobOrderId HELD = new JobOrderId("o1-cut");

    @TempDir
    private Path site;

    private Path file;

    @BeforeEach
    void stoppedWithAHeldJob() throws IOException {
        Files.writeString(
                site.resolve("site.yaml"),
                """
                enterprise: acme
                site: north
                management: { port: 1 }
                """);
        Files.createDirectories(site.resolve("data"));
        file = site.resolve("data/lineside.db");
        try (var store = Store.open(file, new OrderRules(), Clock.systemUTC())) {
            store.accept(Orders.cutThenGlaze("o1")).toCompletableFuture().join();
            store.change(
                            HELD,
                            job -> Optional.of(
                                    JobChange.to(JobPhase.HELD, EventType.JOB_HELD, job, "it may have been made")))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void storyOfAnOrderIsToldFromItsStore() throws IOException {
        // Given
        byte[] before = Files.readAllBytes(file);
        // When
        String story = Lineside.says(ExitCode.OK, "explain", "--site", site.toString(), "o1");
        // Then
        assertThat(story).contains("Order o1", "o1-cut: Held at", "because: it may have been made");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatWaitsIsToldFromItsStore() {
        // When
        String all = Lineside.says(ExitCode.OK, "stuck", "--site", site.toString());
        String one = Lineside.says(ExitCode.OK, "stuck", "--site", site.toString(), "o1-cut");
        String none = Lineside.says(ExitCode.FAILED, "stuck", "--site", site.toString(), "no-such-job");
        // Then
        assertThat(all).contains("the gateway does not run", "o1-cut  Held at", "it may have been made");
        assertThat(one).contains("\"jobOrder\" : \"o1-cut\"", "\"events\" :");
        assertThat(none).contains("there is no job 'no-such-job'");
    }
}
