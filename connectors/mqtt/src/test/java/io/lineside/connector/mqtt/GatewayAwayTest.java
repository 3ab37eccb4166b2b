package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.line.LineConnector;
import io.lineside.simulator.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway is away, or the line, while work goes on. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class GatewayAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int JOBS = 50;

    private final RecordingListener listener = new RecordingListener();
    private Broker broker;
    private SimulatedLineRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        broker = Broker.start(0, folder);
        rig = new SimulatedLineRig("tcp://127.0.0.1:" + broker.port(), JOBS);
    }

    @AfterEach
    void stop() {
        rig.close();
        broker.close();
    }

    @Test
    void everyJobThatEndedWhileTheGatewayWasAwayIsHeardOf() {
        // Given
        List<JobOrderId> ids = Orders.ids("away", JOBS);
        rig.holdProduction(true);
        try (LineConnector connector = Orders.connector(rig, listener)) {
            ids.forEach(id -> await().atMost(PATIENCE).until(() -> Orders.settled(connector, rig, id)));
        }
        // When
        rig.holdProduction(false);
        await().atMost(PATIENCE).until(() -> rig.made().size() == JOBS * Orders.PIECES);
        // Then
        var afterwards = new RecordingListener();
        try (LineConnector back = Orders.connector(rig, afterwards)) {
            await().atMost(PATIENCE).until(() -> ids.stream().allMatch(id -> afterwards
                    .latest(id)
                    .map(JobResponse::state)
                    .filter(JobState.ENDED::equals)
                    .isPresent()));
            // What waited at the broker may come before the line's own status.
            await().atMost(PATIENCE).until(() -> back.health().connected());
        }
    }

    @Test
    void lineThatLostItsPowerIsNamedInTheHealth() {
        // Given
        try (LineConnector connector = Orders.connector(rig, listener)) {
            await().atMost(PATIENCE).until(listener::isConnected);
            // When
            rig.crash();
            // Then
            await().atMost(PATIENCE).until(() -> !listener.isConnected());
            assertThat(connector.health().connected()).isFalse();
            assertThat(connector.health().detail())
                    .endsWith("the line says 'Disabled' on " + String.join("/", rig.equipmentPath())
                            + "/_joborder_v1/status");
        }
    }
}
