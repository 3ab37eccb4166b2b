package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.MadePiece;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.line.LineConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mosquitto killed without a warning, with and without a memory: no job is lost, and none is made twice. */
@EnabledIfSystemProperty(named = MosquittoBroker.PROGRAM, matches = ".+")
class BrokerKillOnMosquittoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int JOBS = 60;
    private static final int KILL_EVERY = 15;
    private static final int HUNDREDS = 200;

    @ParameterizedTest(name = "persistence {0}")
    @ValueSource(booleans = {true, false})
    void brokerKilledDuringWorkLosesNothing(boolean persistence, @TempDir Path folder) throws Exception {
        // Given
        var listener = new RecordingListener();
        try (var broker = MosquittoBroker.withMemory(folder, persistence)) {
            broker.start();
            try (var rig = new SimulatedLineRig(broker.uri(), JOBS);
                    LineConnector connector = Orders.connector(rig, listener)) {
                List<JobOrderId> ids = Orders.ids("kill", JOBS);
                // When
                int sent = 0;
                for (JobOrderId id : ids) {
                    if (++sent % KILL_EVERY == 0) {
                        broker.kill();
                        broker.start();
                    }
                    await().atMost(PATIENCE).until(() -> Orders.settled(connector, rig, id));
                }
                // Then
                await().atMost(PATIENCE).until(() -> ids.stream().allMatch(id -> Orders.ended(connector, id)));
                assertMadeOnce(ids, rig.made());
            }
        }
    }

    /** A client that waits for SUBACK behind a full queue of ten messages never wakes up again. */
    @ParameterizedTest(name = "persistence {0}")
    @ValueSource(booleans = {true, false})
    void hundredsOfQueuedStatesAndAKilledBrokerDoNotSilenceTheGateway(boolean persistence, @TempDir Path folder)
            throws Exception {
        // Given
        var listener = new RecordingListener();
        try (var broker = MosquittoBroker.withMemory(folder, persistence)) {
            broker.start();
            try (var rig = new SimulatedLineRig(broker.uri(), JOBS)) {
                List<JobOrderId> ids = Orders.ids("queue", JOBS);
                rig.holdProduction(true);
                try (LineConnector connector = Orders.connector(rig, listener)) {
                    ids.forEach(id -> await().atMost(PATIENCE).until(() -> Orders.settled(connector, rig, id)));
                }
                try (var queued = new JobStateCount(broker.uri(), String.join("/", rig.equipmentPath()))) {
                    rig.holdProduction(false);
                    await().atMost(PATIENCE).until(() -> rig.made().size() == JOBS * Orders.PIECES);
                    await().atMost(PATIENCE).until(() -> queued.heard() > HUNDREDS);
                }
                if (persistence) {
                    broker.awaitSaved();
                }
                // When
                broker.kill();
                broker.start();
                // Then
                var afterwards = new RecordingListener();
                try (LineConnector back = Orders.connector(rig, afterwards)) {
                    await().atMost(PATIENCE).until(() -> ids.stream().allMatch(id -> isEnded(afterwards, id)));
                    await().atMost(PATIENCE).until(() -> back.health().connected());
                    if (persistence) { // the queue itself came, not only what the line tells anew
                        await().atMost(PATIENCE)
                                .until(() -> afterwards.responses().size() > HUNDREDS);
                    }
                }
                assertMadeOnce(ids, rig.made());
            }
        }
    }

    private static boolean isEnded(RecordingListener listener, JobOrderId id) {
        return listener.latest(id).map(JobResponse::state).equals(Optional.of(JobState.ENDED));
    }

    private static void assertMadeOnce(List<JobOrderId> ids, List<MadePiece> made) {
        Map<String, List<Integer>> units = made.stream()
                .collect(Collectors.groupingBy(
                        MadePiece::jobOrderId, Collectors.mapping(MadePiece::unit, Collectors.toList())));
        assertThat(units)
                .containsExactlyInAnyOrderEntriesOf(
                        ids.stream().collect(Collectors.toMap(JobOrderId::value, id -> List.of(1, 2))));
    }
}
