package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.LineConnector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands that go to the line together, against a real server on loopback. */
@SuppressWarnings("NullAway.Init") // Every test connects first.
final class OpcUaSharedRequestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordingListener listener = new RecordingListener();
    private final OddServer server = new OddServer(OddServer.V2)
            .receiver("Jobs", "Store", "Abort", "Clear")
            .provider("Results");
    private LineConnector connector;
    private int before;

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    @Test
    void whatTheLineShallForgetGoesWithTheNextCommand() {
        // Given
        connect(Map.of());
        var cleared = clear(3);
        // When
        CommandOutcome aborted = send(JobAction.ABORT, "new").join();
        // Then
        assertThat(aborted).isEqualTo(new CommandOutcome.Accepted());
        assertThat(outcomes(cleared)).containsOnly(new CommandOutcome.Accepted());
        assertThat(server.calls("Clear")).isEqualTo(3);
        assertThat(requests()).isOne();
    }

    @Test
    void whatTheLineShallForgetGoesWithoutAnotherCommandToo() {
        // Given
        connect(Map.of());
        // When
        List<CommandOutcome> cleared = outcomes(clear(3));
        // Then
        assertThat(cleared).containsOnly(new CommandOutcome.Accepted());
        assertThat(requests()).isOne();
    }

    @Test
    void refusalOfOneIsNotThatOfOthersInTheSameRequest() {
        // Given
        server.answers("Clear", StatusCodes.Good, 1L << 3);
        connect(Map.of());
        var cleared = clear(1);
        // When
        CommandOutcome aborted = send(JobAction.ABORT, "new").join();
        // Then
        assertThat(requests()).isOne();
        assertThat(aborted).isEqualTo(new CommandOutcome.Accepted());
        assertThat(outcomes(cleared)).first().isInstanceOf(CommandOutcome.Refused.class);
    }

    @Test
    void serverThatSaysThatItTakesOneCallGetsOneInEachRequest() {
        // Given
        server.saysItTakes(1);
        connect(Map.of());
        // When
        List<CommandOutcome> cleared = outcomes(clear(3));
        // Then
        assertThat(cleared).containsOnly(new CommandOutcome.Accepted());
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void limitsOfAServerThatReadsOneNodeAtATimeAreReadOneAtATime() {
        // Given
        server.saysItReadsOne().saysItTakes(2);
        connect(Map.of());
        // When
        List<CommandOutcome> cleared = outcomes(clear(4));
        // Then
        assertThat(cleared).containsOnly(new CommandOutcome.Accepted());
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void serverThatTakesFewerThanItSaysGetsFewerAndCarriesOutEachOnce() {
        // Given
        connect(Map.of());
        server.takes(2);
        // When
        List<CommandOutcome> cleared = outcomes(clear(5));
        // Then
        assertThat(cleared).hasSize(5).containsOnly(new CommandOutcome.Accepted());
        assertThat(server.calls("Clear")).isEqualTo(5);
    }

    @Test
    void lineFileSaysThatNoneShallShareARequest() {
        // Given
        connect(Map.of("callsPerRequest", "1"));
        // When
        List<CommandOutcome> cleared = outcomes(clear(3));
        // Then
        assertThat(cleared).containsOnly(new CommandOutcome.Accepted());
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void commandsInARequestThatIsNotAnsweredAreUnknownEach() {
        // Given
        connect(Map.of());
        var released = new CountDownLatch(1);
        server.afterwards("Abort", () -> awaitRelease(released));
        var cleared = clear(1);
        // When
        CommandOutcome aborted = send(JobAction.ABORT, "hangs").join();
        // Then
        assertThat(aborted).isInstanceOf(CommandOutcome.Unknown.class);
        assertThat(outcomes(cleared)).first().isInstanceOf(CommandOutcome.Unknown.class);
        released.countDown();
    }

    private List<CompletableFuture<CommandOutcome>> clear(int jobs) {
        return IntStream.range(0, jobs)
                .mapToObj(i -> send(JobAction.CLEAR, "over-" + i))
                .toList();
    }

    private static List<CommandOutcome> outcomes(List<CompletableFuture<CommandOutcome>> commands) {
        return commands.stream().map(CompletableFuture::join).toList();
    }

    private int requests() {
        return server.requests() - before;
    }

    private void connect(Map<String, String> settings) {
        var connection = new HashMap<>(settings);
        connection.put("insecure", "true");
        connector = server.connector(Duration.ofSeconds(2), connection, listener);
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
        before = server.requests();
    }

    private CompletableFuture<CommandOutcome> send(JobAction action, String job) {
        return connector.send(JobCommand.about(action, new JobOrderId(job))).toCompletableFuture();
    }

    private static void awaitRelease(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
