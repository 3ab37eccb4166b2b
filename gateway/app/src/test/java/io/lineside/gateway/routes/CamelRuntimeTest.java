package io.lineside.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Bench;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.line.LineCommand;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineHealth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which threads the routes run on: what floods one of them must not reach another. */
class CamelRuntimeTest {
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");
    private static final String MANY_ITEMS = IntStream.range(0, 1_000)
            .mapToObj(
                    i -> "{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\",\"text\":\"" + i + "\"}}")
            .collect(Collectors.joining(",", "{\"items\":[", "]}"));

    private final Noting line = new Noting();
    private Bench bench;

    @BeforeEach
    void start(@TempDir Path folder) {
        bench = new Bench(folder, Bench.products(), Map.of("glaze-1", line));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void floodOfOrdersDoesNotKeepACommandFromItsLine() {
        // Given
        List<CompletableFuture<IntakeResult>> flood = flood(500);
        // When
        bench.routes.dispatch(
                new LineCommand(GLAZE, JobCommand.about(JobAction.CLEAR, new JobOrderId("ord_1-1-glaze")), 1));
        boolean ordersWait = flood.stream().anyMatch(order -> !order.isDone());
        // Then
        assertThat(line.calledOn).containsExactly(Thread.currentThread());
        assertThat(ordersWait).isTrue();
        assertThat(flood).allSatisfy(order -> assertThat(order.orTimeout(60, TimeUnit.SECONDS))
                .succeedsWithin(Duration.ofSeconds(60))
                .isInstanceOf(IntakeResult.class));
    }

    @Test
    void ordersAboveWhatMayWaitAreRejectedAndTheOthersAnswered() {
        // When
        List<CompletableFuture<IntakeResult>> flood = flood(1_500);
        // Then
        var all =
                CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new)).handle((done, failure) -> "");
        all.orTimeout(120, TimeUnit.SECONDS).join();
        assertThat(flood.stream().filter(CompletableFuture::isCompletedExceptionally))
                .isNotEmpty()
                .allSatisfy(order -> assertThat(order.handle((result, failure) -> rootOf(failure))
                                .join())
                        .isInstanceOf(RejectedExecutionException.class));
        assertThat(flood.stream().filter(order -> !order.isCompletedExceptionally()))
                .hasSizeGreaterThanOrEqualTo(1_000);
    }

    private List<CompletableFuture<IntakeResult>> flood(int orders) {
        // No item has a product of this site in a version that exists, so that reading is work and storing is none.
        String body = MANY_ITEMS.replace("\"mug\"", "\"mug\",\"version\":99");
        List<CompletableFuture<IntakeResult>> flood = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            flood.add(bench.routes
                    .submit(new IntakeCall(Bench.TENANT, Optional.empty(), body))
                    .toCompletableFuture());
        }
        return flood;
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /** Notes on which thread it is sent a command. */
    private static final class Noting implements LineConnector {
        final List<Thread> calledOn = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<CommandOutcome> send(JobCommand command) {
            calledOn.add(Thread.currentThread());
            return CompletableFuture.completedFuture(new CommandOutcome.Accepted());
        }

        @Override
        public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
            return CompletableFuture.completedFuture(new JobEvidence.Absent());
        }

        @Override
        public CompletionStage<JobListing> list() {
            return CompletableFuture.completedFuture(new JobListing.Known(List.of()));
        }

        @Override
        public void start() {}

        @Override
        public LineHealth health() {
            return new LineHealth(true, "noting", Optional.empty(), List.of());
        }

        @Override
        public void close() {}
    }
}
