package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.config.OnDoubt;
import io.lineside.gateway.dispatch.Absence.Verdict;
import io.lineside.gateway.store.SendRecord;
import io.lineside.model.line.MemoryId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What "the line does not have it" proves, for every kind of line. */
class AbsenceTest {

    @ParameterizedTest(name = "profile {0}, memory {1}, {2} then {3} now, may arrive for {4}: {5}")
    @CsvSource({
        "A, LOST, boot 1, boot 1, PT0S, NEVER_ARRIVED",
        "A, LOST, boot 1, boot 2, PT0S, PROVES_NOTHING",
        "A, LOST, boot 1,       , PT0S, PROVES_NOTHING",
        "A, LOST,       , boot 1, PT0S, PROVES_NOTHING",
        "A, LOST,       ,       , PT0S, PROVES_NOTHING",
        "A, LOST, boot 1, boot 1, PT1S, TOO_EARLY",
        "A, KEPT, boot 1, boot 2, PT1S, NEVER_ARRIVED",
        "B, KEPT, boot 1, boot 2, PT1S, TOO_EARLY",
        "B, KEPT,       ,       , PT0S, NEVER_ARRIVED",
        "B, LOST, boot 1, boot 1, PT0S, NEVER_ARRIVED",
        "B, LOST, boot 1, boot 2, PT0S, PROVES_NOTHING",
        "C, LOST, tags  , tags  , PT1S, TOO_EARLY",
        "C, LOST, tags  , tags  , PT0S, NEVER_ARRIVED",
        "D, KEPT, boot 1, boot 1, PT0S, PROVES_NOTHING",
    })
    void absenceProvesThatAJobNeverArrivedOnlyWhereTheLineCanNotHaveForgottenItAndNothingIsOnTheWay(
            LineProfile profile, LineMemory memory, String then, String now, Duration mayArriveFor, Verdict expected) {
        // Given
        var absence = new Absence(Desks.line(profile, memory), memory(now), mayArriveFor);
        // When
        Verdict verdict = absence.verdict(SendRecord.open(memory(then)));
        // Then
        assertThat(verdict).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"A", "B", "D"})
    void whatNothingProvesIsSentAgainOnlyWhereTheLinesFileSaysSo(LineProfile profile) {
        // Given
        var line =
                new DeskSettings(ScriptedLine.ID, 1, profile, LineMemory.LOST, OnDoubt.RESEND, Duration.ofSeconds(1));
        // When
        Verdict verdict = new Absence(line, memory("boot 2"), Duration.ZERO).verdict(SendRecord.open(memory("boot 1")));
        // Then
        assertThat(verdict).isEqualTo(Verdict.RESEND_ALL_THE_SAME);
    }

    @ParameterizedTest(name = "memory {0}, has taken jobs before {1}, may arrive for {2}: {3}")
    @CsvSource({
        "KEPT, false, PT0S, NEVER_ARRIVED",
        "KEPT, false, PT1S, TOO_EARLY",
        "KEPT, true, PT0S, PROVES_NOTHING",
        "LOST, false, PT0S, PROVES_NOTHING",
        "LOST, true, PT0S, PROVES_NOTHING",
    })
    void lineWithoutAnyMemoryIsNewOnlyWhereItNeverLosesItAndHasTakenNothing(
            LineMemory memory, boolean hasTakenAny, Duration mayArriveFor, Verdict expected) {
        // Given
        var absence = new Absence(Desks.line(LineProfile.C, memory), memory("tags"), mayArriveFor)
                .ofALineWithoutMemory("ReqSeq is 0", hasTakenAny);
        // When
        Verdict verdict = absence.verdict(SendRecord.open(memory("tags")));
        // Then
        assertThat(verdict).isEqualTo(expected);
    }

    private static Optional<MemoryId> memory(String id) {
        return Optional.ofNullable(id).map(MemoryId::new);
    }
}
