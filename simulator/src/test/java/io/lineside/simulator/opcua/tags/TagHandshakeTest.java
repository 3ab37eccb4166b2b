package io.lineside.simulator.opcua.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TAG-HANDSHAKE.md, sentence by sentence, over a real session. */
class TagHandshakeTest {
    private Simulator simulator;
    private SimulatedLine line;
    private TagGateway gateway;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.tags(
                "old-1",
                0,
                Duration.ofMillis(20),
                Map.of("Color", TagType.STRING, "Dwell", TagType.DOUBLE, "Coats", TagType.INT16),
                "glaze/1");
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)));
        line = simulator.line("old-1");
        gateway = TagGateway.connect(line.endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        simulator.close();
    }

    @Test
    void aJobIsTakenWhenTheSequenceChangesAndIsMade() throws Exception {
        // When
        long error = gateway.start("J-1", 3);

        // Then
        assertThat(error).isZero();
        assertThat(gateway.read(Tag.ACK_JOB_ID)).isEqualTo("J-1");
        assertThat(gateway.number(Tag.ACK_COMMAND)).isEqualTo(1);
        await().until(() -> gateway.number("Status.State") == 5);
        assertThat(gateway.read("Status.JobId")).isEqualTo("J-1");
        assertThat(gateway.number("Status.Good")).isEqualTo(3);
        assertThat(gateway.number("Status.Scrap")).isZero();
        assertThat(simulator.ledger().entries()).extracting(MadePiece::unit).containsExactly(1, 2, 3);
        assertThat(simulator.ledger().entries().get(0).parameters())
                .isEqualTo(Map.of("Color", "teal", "Dwell", 11.5, "Coats", 2L));
    }

    @Test
    void dataWithoutANewSequenceIsNotLookedAt() throws Exception {
        // Given
        long beat = gateway.number("Status.Heartbeat");

        // When
        gateway.writeStart("J-1", 3);
        await().until(() -> gateway.number("Status.Heartbeat") > beat + 1);

        // Then
        assertThat(gateway.read(Tag.JOB_ID)).isEqualTo("J-1");
        assertThat(gateway.number("Status.State")).isZero();
        assertThat(line.jobs()).isEmpty();
    }

    @Test
    void aBusyLineRefusesUntilItsJobIsCleared() throws Exception {
        // Given
        gateway.start("J-1", 1);
        await().until(() -> gateway.number("Status.State") == 5);

        // When
        long busy = gateway.start("J-2", 1);
        Object kept = gateway.read("Status.JobId");
        long cleared = gateway.command(6, "J-1");
        long after = gateway.start("J-2", 1);

        // Then
        assertThat(busy).isEqualTo(4);
        assertThat(kept).isEqualTo("J-1");
        assertThat(cleared).isZero();
        assertThat(after).isZero();
        assertThat(gateway.read("Status.JobId")).isEqualTo("J-2");
    }

    @Test
    void everyErrorHasItsCode() throws Exception {
        // When
        long noQuantity = gateway.start("J-1", 0);
        long noId = gateway.start("", 1);
        gateway.writeStart("J-1", 1);
        gateway.write(Tag.WORK_MASTER, "bake/9");
        long unknownWorkMaster = gateway.ask();
        long unknownJob = gateway.command(2, "J-9");
        long unknownCommand = gateway.command(7, "J-1");
        long nothing = gateway.command(0, "J-1");
        gateway.start("J-1", 1000);
        long resume = gateway.command(5, "J-1");

        // Then
        assertThat(List.of(noQuantity, noId, unknownWorkMaster)).containsOnly(32L);
        assertThat(unknownJob).isEqualTo(1);
        assertThat(unknownCommand).isEqualTo(2);
        assertThat(nothing).isZero();
        assertThat(resume).isEqualTo(3);
    }

    @Test
    void aJobIsPausedResumedAndStopped() throws Exception {
        // Given
        gateway.start("J-1", 1000);

        // When
        long paused = gateway.command(4, "J-1");
        long interrupted = gateway.number("Status.State");
        long resumed = gateway.command(5, "J-1");
        long running = gateway.number("Status.State");
        long stopped = gateway.command(2, "J-1");

        // Then
        assertThat(List.of(paused, resumed, stopped)).containsOnly(0L);
        assertThat(interrupted).isEqualTo(4);
        assertThat(running).isEqualTo(3);
        assertThat(gateway.number("Status.State")).isEqualTo(5);
    }

    @Test
    void onlyRequestTagsAreWritableAndOnlyWithTheirTypes() throws Exception {
        // When / Then
        assertThat(gateway.write(Tag.ACK_SEQ, uint(1)).value()).isEqualTo(StatusCodes.Bad_UserAccessDenied);
        assertThat(gateway.write("Status.JobId", "J-1").value()).isEqualTo(StatusCodes.Bad_UserAccessDenied);
        assertThat(gateway.write(Tag.REQ_SEQ, "1").value()).isEqualTo(StatusCodes.Bad_TypeMismatch);
    }

    @Test
    void aLyingLineShowsOtherValuesWhenTheyAreReadBack() throws Exception {
        // Given
        line.behave(Map.of("lie", true));

        // When
        gateway.writeStart("J-1", 1);

        // Then
        assertThat(gateway.read("Request.Parameter.Color")).isEqualTo("teal?");
        assertThat(gateway.read("Request.Parameter.Dwell")).isEqualTo(10.5);
        assertThat(gateway.read("Request.Parameter.Coats")).isEqualTo((short) 1);
    }

    @Test
    void aRetentiveLineGoesOnAfterItsRestartAndMakesNoPieceTwice() throws Exception {
        // Given
        gateway.start("J-1", 12);
        await().until(() -> gateway.number("Status.Good") >= 4);

        // When
        restart();

        // Then
        assertThat(gateway.number(Tag.REQ_SEQ)).isEqualTo(1);
        assertThat(gateway.number(Tag.ACK_SEQ)).isEqualTo(1);
        assertThat(gateway.read(Tag.ACK_JOB_ID)).isEqualTo("J-1");
        await().until(() -> gateway.number("Status.State") == 5);
        assertThat(simulator.ledger().entries())
                .extracting(MadePiece::unit)
                .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    // Restart: a request that was not answered is looked at once more; a Start that was done is not done twice.
    @Test
    void aStartThatWasDoneButNotAnsweredIsAnsweredAfterTheRestart() throws Exception {
        // Given
        line.behave(Map.of("stall", true));
        gateway.writeStart("J-1", 2);
        long seq = gateway.bump();
        await().until(() -> gateway.number("Status.State") == 5);
        boolean answered = gateway.number(Tag.ACK_SEQ) == seq;

        // When
        restart();
        line.behave(Map.of("stall", false));

        // Then
        assertThat(answered).isFalse();
        await().until(() -> gateway.number(Tag.ACK_SEQ) == seq);
        assertThat(gateway.number(Tag.ERROR_CODE)).isZero();
        assertThat(simulator.ledger().entries()).hasSize(2);
    }

    // No answer: after the fence's answer the older request can not be taken any more.
    @Test
    void aFenceTellsWhetherTheLineHasTheJob() throws Exception {
        // Given
        line.behave(Map.of("stall", true));
        gateway.writeStart("J-1", 1000);
        gateway.bump();
        await().until(() -> gateway.number("Status.State") == 3);

        // When
        gateway.write(Tag.COMMAND, ushort(0));
        long fence = gateway.bump();
        line.behave(Map.of("stall", false));

        // Then
        await().until(() -> gateway.number(Tag.ACK_SEQ) == fence);
        assertThat(gateway.number(Tag.ACK_COMMAND)).isZero();
        assertThat(gateway.read("Status.JobId")).isEqualTo("J-1");
    }

    @Test
    void aLineThatForgetsHasNothingAfterItsRestart() throws Exception {
        // Given
        gateway.start("J-1", 1000);
        line.behave(Map.of("restart", "forget"));

        // When
        restart();

        // Then
        assertThat(gateway.number(Tag.REQ_SEQ)).isZero();
        assertThat(gateway.number(Tag.ACK_SEQ)).isZero();
        assertThat(gateway.read("Status.JobId")).isEqualTo("");
        assertThat(gateway.read("Request.Parameter.Color")).isEqualTo("");
        assertThat(gateway.start("J-2", 1)).isZero();
    }

    private void restart() throws Exception {
        gateway.close();
        line.crash();
        line.start();
        gateway = TagGateway.connect(line.endpoint());
    }
}
