package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import io.lineside.model.job.Material;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All ten substate paths of OPC 10031-4 6.2.2, as a line serves them: in reports, in answers and in lists. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
final class OpcUaSubstatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path data;

    private final RecordingListener listener = new RecordingListener();
    private Simulator simulator;
    private LineConnector connector;

    @BeforeEach
    void connect() {
        var spec = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(40), "glaze/2");
        simulator = Simulator.start(new Plant("substates", 1, data, 0, Optional.empty(), List.of(spec)));
        connector = new OpcUaJobControlProvider()
                .create(
                        new LineSettings(
                                new EquipmentId("glaze-1"),
                                "gw-1",
                                List.of("acme", "glaze-1"),
                                Duration.ofSeconds(3),
                                Map.of("endpoint", line().endpoint(), "insecure", "true"),
                                Clock.systemUTC()),
                        listener);
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @AfterEach
    void close() {
        connector.close();
        simulator.close();
    }

    @Test
    void notAllowedToStart() {
        line().holdProduction(true);
        store(JobAction.STORE, "one", 1);
        store(JobAction.STORE, "two", 1);
        awaitSubstate("one", JobState.NOT_ALLOWED_TO_START, JobSubstate.LOADED);
        awaitSubstate("two", JobState.NOT_ALLOWED_TO_START, JobSubstate.READY);
        interrupt();
        awaitSubstate("two", JobState.NOT_ALLOWED_TO_START, JobSubstate.WAITING);
    }

    @Test
    void allowedToStart() {
        line().holdProduction(true);
        store(JobAction.STORE_AND_START, "one", 1);
        store(JobAction.STORE_AND_START, "two", 1);
        awaitSubstate("one", JobState.ALLOWED_TO_START, JobSubstate.LOADED);
        awaitSubstate("two", JobState.ALLOWED_TO_START, JobSubstate.READY);
        interrupt();
        awaitSubstate("two", JobState.ALLOWED_TO_START, JobSubstate.WAITING);
    }

    @Test
    void interrupted() {
        store(JobAction.STORE_AND_START, "one", 10_000);
        awaitState("one", JobState.RUNNING);
        command(JobAction.PAUSE, "one");
        awaitSubstate("one", JobState.INTERRUPTED, JobSubstate.SUSPENDED);
        command(JobAction.RESUME, "one");
        awaitState("one", JobState.RUNNING);
        interrupt();
        awaitSubstate("one", JobState.INTERRUPTED, JobSubstate.HELD);
    }

    @Test
    void ended() {
        store(JobAction.STORE_AND_START, "one", 1);
        awaitSubstate("one", JobState.ENDED, JobSubstate.COMPLETED);
        store(JobAction.STORE_AND_START, "two", 10_000);
        awaitState("two", JobState.RUNNING);
        command(JobAction.STOP, "two");
        awaitSubstate("two", JobState.ENDED, JobSubstate.CLOSED);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listener.responses()).anySatisfy(response -> assertThat(response)
                        .returns(id("two"), JobResponse::jobOrderId)
                        .returns(Optional.of(JobSubstate.CLOSED), JobResponse::substate)));
    }

    private SimulatedLine line() {
        return simulator.line("glaze-1");
    }

    private void interrupt() {
        line().behave(Map.of("interrupted", true));
    }

    private void store(JobAction action, String id, int quantity) {
        accepted(new JobCommand(
                action,
                id(id),
                Optional.of(JobOrder.of(
                        id(id), new WorkMasterId("glaze/2"), List.of(), Material.produced("mug", quantity))),
                ""));
    }

    private void command(JobAction action, String id) {
        accepted(JobCommand.about(action, id(id)));
    }

    private void accepted(JobCommand command) {
        assertThat(connector.send(command).toCompletableFuture().join()).isEqualTo(new CommandOutcome.Accepted());
    }

    private void awaitState(String id, JobState state) {
        await().atMost(PATIENCE).until(() -> asked(id).state() == state);
    }

    /** Asked for by id and found in the list, which are two methods and one variable of the standard. */
    private void awaitSubstate(String id, JobState state, JobSubstate substate) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(asked(id))
                    .returns(state, JobResponse::state)
                    .returns(Optional.of(substate), JobResponse::substate);
            assertThat(listed(id))
                    .returns(state, JobResponse::state)
                    .returns(Optional.of(substate), JobResponse::substate);
        });
    }

    private JobResponse asked(String id) {
        return ((JobEvidence.Present)
                        connector.query(id(id)).toCompletableFuture().join())
                .response();
    }

    private JobResponse listed(String id) {
        var known = (JobListing.Known) connector.list().toCompletableFuture().join();
        return known.responses().stream()
                .filter(response -> response.jobOrderId().equals(id(id)))
                .findFirst()
                .orElseThrow();
    }

    private static JobOrderId id(String text) {
        return new JobOrderId("job-" + text);
    }
}
