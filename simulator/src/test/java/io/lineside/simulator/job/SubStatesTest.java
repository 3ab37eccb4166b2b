package io.lineside.simulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The substates of OPC 10031-4 6.2.2. */
class SubStatesTest {
    private TestLine line;

    @BeforeEach
    void start(@TempDir Path data) {
        line = TestLine.started(data);
    }

    @AfterEach
    void stop() {
        line.close();
    }

    // ISA95PrepareStateMachineType, T2 and T4: one job is loaded, a released one before one that is not.
    @Test
    void onlyTheJobThatWouldBeNextIsLoaded() {
        // Given
        line.jobs.holdProduction(true);
        line.store(Command.STORE, "J-1", 1);
        SubState alone = line.subState("J-1").orElseThrow();

        // When
        line.store(Command.STORE_AND_START, "J-2", 1);

        // Then
        assertThat(alone).isEqualTo(SubState.NOT_ALLOWED_LOADED);
        assertThat(line.subState("J-1")).contains(SubState.NOT_ALLOWED_READY);
        assertThat(line.subState("J-2")).contains(SubState.ALLOWED_LOADED);
    }

    @Test
    void aReleasedJobIsReportedOnceWithItsNewSubstate() {
        // Given
        line.jobs.holdProduction(true);
        line.store(Command.STORE, "J-1", 1);
        line.reports.clear();

        // When
        line.jobs.command(Command.START, "J-1");
        line.jobs.command(Command.REVOKE_START, "J-1");

        // Then
        assertThat(line.reports)
                .extracting(report -> report.subState().orElseThrow())
                .containsExactly(SubState.ALLOWED_LOADED, SubState.NOT_ALLOWED_LOADED);
    }

    // Transition 6 with an internal cause: Held; T3 and T5 of the prepare machine: Waiting.
    @Test
    void anInterruptedLineHoldsItsJobAndLetsTheOthersWait() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 2);
        line.store(Command.STORE_AND_START, "J-2", 2);

        // When
        line.jobs.interrupt(true);
        Reply resumed = line.jobs.command(Command.RESUME, "J-1");

        // Then
        assertThat(line.subState("J-1")).contains(SubState.HELD);
        assertThat(line.subState("J-2")).contains(SubState.ALLOWED_WAITING);
        assertThat(resumed.status()).isEqualTo(ReturnStatus.UNABLE_TO_ACCEPT);
        assertThat(line.timer.isIdle()).isTrue();
    }

    @Test
    void atTheEndOfAnInterruptionAHeldJobGoesOnAndAPausedOneDoesNot() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 2);
        line.jobs.command(Command.PAUSE, "J-1");
        line.store(Command.STORE_AND_START, "J-2", 2);
        line.jobs.interrupt(true);

        // When
        line.jobs.interrupt(false);

        // Then
        assertThat(line.subState("J-1")).contains(SubState.SUSPENDED);
        assertThat(line.state("J-2")).isEqualTo(JobState.RUNNING);
        assertThat(line.subState("J-2")).isEmpty();
    }

    // ISA95PrepareStateMachineType has T1 Waiting to Ready and T2 Ready to Loaded, and none from Waiting to Loaded.
    @Test
    void jobThatWaitedIsReadyBeforeItIsLoadedAgain() {
        // Given
        line.jobs.holdProduction(true);
        line.store(Command.STORE_AND_START, "J-1", 1);
        line.store(Command.STORE, "J-2", 1);
        line.jobs.interrupt(true);
        line.reports.clear();

        // When
        line.jobs.interrupt(false);

        // Then
        assertThat(line.reports)
                .filteredOn(report -> report.jobOrderId().equals("J-1"))
                .extracting(report -> report.subState().orElseThrow())
                .containsExactly(SubState.ALLOWED_READY, SubState.ALLOWED_LOADED);
        assertThat(line.reports)
                .filteredOn(report -> report.jobOrderId().equals("J-2"))
                .extracting(report -> report.subState().orElseThrow())
                .containsExactly(SubState.NOT_ALLOWED_READY);
    }

    @Test
    void anInterruptionAtTheStartHoldsBackWhatWasRunning(@TempDir Path data) {
        // Given
        try (TestLine killed = TestLine.started(data)) {
            killed.store(Command.STORE_AND_START, "J-1", 2);
            killed.jobs.interrupt(true);
        }

        // When
        try (TestLine again = TestLine.started(data)) {

            // Then
            assertThat(again.state("J-1")).isEqualTo(JobState.RUNNING);
        }
    }
}
