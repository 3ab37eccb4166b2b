package io.lineside.simulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a line knows after its process was killed. */
class JobReplayTest {
    @Test
    void aJobWithSevenOfTwelveMadeGoesOnWithTheEighth(@TempDir Path data) {
        // Given
        try (TestLine killed = TestLine.started(data)) {
            killed.store(Command.STORE_AND_START, "J-1", 12);
            killed.timer.fire(7);
        }

        // When
        try (TestLine line = TestLine.started(data)) {
            int madeAtStart = line.made("J-1");
            line.timer.fire(5);

            // Then
            assertThat(madeAtStart).isEqualTo(7);
            assertThat(line.state("J-1")).isEqualTo(JobState.ENDED);
            assertThat(line.units())
                    .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        }
    }

    @Test
    void aJobKilledAfterItsLastPieceEndsWithoutAnother(@TempDir Path data) throws IOException {
        // Given: the journal lost its last line, the ledger did not
        try (TestLine killed = TestLine.started(data)) {
            killed.store(Command.STORE_AND_START, "J-1", 1);
            killed.timer.fire();
        }
        Path journal = data.resolve("glaze-1.jobs.ndjson");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));

        // When
        try (TestLine line = TestLine.started(data)) {

            // Then
            assertThat(line.state("J-1")).isEqualTo(JobState.ENDED);
            assertThat(line.timer.isIdle()).isTrue();
            assertThat(line.units()).containsExactly(1);
        }
    }

    @Test
    void aTornLastLineOfTheJournalIsAsIfItWasNeverWritten(@TempDir Path data) throws IOException {
        // Given
        try (TestLine killed = TestLine.started(data)) {
            killed.store(Command.STORE, "J-1", 1);
        }
        Files.writeString(
                data.resolve("glaze-1.jobs.ndjson"),
                "{\"at\":\"2026-11-22T10:00:00Z\",\"forgo",
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);

        // When
        try (TestLine line = TestLine.started(data)) {
            Reply reply = line.jobs.command(Command.START, "J-1");

            // Then
            assertThat(reply.isDone()).isTrue();
        }
    }

    @Test
    void aJobOrderIdUsedAgainAfterClearCountsItsOwnPiecesOnly(@TempDir Path data) {
        // Given
        try (TestLine killed = TestLine.started(data)) {
            killed.store(Command.STORE_AND_START, "J-1", 2);
            killed.timer.fire(2);
            killed.jobs.command(Command.CLEAR, "J-1");
            killed.store(Command.STORE_AND_START, "J-1", 2);
            killed.timer.fire();
        }

        // When
        try (TestLine line = TestLine.started(data)) {

            // Then
            assertThat(line.made("J-1")).isEqualTo(1);
            assertThat(line.state("J-1")).isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void everyStateAndOrderIsReadBack(@TempDir Path data) {
        // Given
        List<JobSnapshot> before;
        try (TestLine killed = TestLine.started(data)) {
            killed.store(Command.STORE_AND_START, "J-1", 3);
            killed.timer.fire();
            killed.jobs.command(Command.PAUSE, "J-1");
            killed.store(Command.STORE, "J-2", 1);
            killed.store(Command.UPDATE, "J-2", 4);
            killed.jobs.command(Command.ABORT, "J-2");
            killed.store(Command.STORE, "J-3", 1);
            before = killed.jobs.jobs();
        }

        // When
        try (TestLine line = TestLine.started(data)) {

            // Then
            assertThat(line.jobs.jobs()).isEqualTo(before);
        }
    }
}
