package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.ChangeWork.Decision;
import io.lineside.model.JobOrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How soon reports are written that wait for the writer. */
class ReportHasteTest {
    private static final JobOrderId CUT = new JobOrderId("o1-cut");
    private static final JobOrderId GLAZE = new JobOrderId("o1-glaze");
    private static final List<Decision> REPORT = List.of((sql, job) -> Optional.empty());

    private final BusyWriter writer = new BusyWriter();
    private final WaitingReports reports = new WaitingReports(writer, new PlainRules());

    @Test
    void reportThatNobodyWaitsForWaitsForOthers() {
        // When
        reports.add(CUT, Haste.IN_A_MOMENT, REPORT);
        reports.add(CUT, Haste.IN_A_MOMENT, REPORT);
        reports.add(GLAZE, Haste.AT_ONCE, REPORT);

        // Then
        assertThat(writer.works).extracting(Work::haste).containsExactly(Haste.IN_A_MOMENT, Haste.AT_ONCE);
        assertThat(writer.hurried).isZero();
    }

    @Test
    void reportThatJoinsOneThatWaitsHurriesIt() {
        // Given
        reports.add(CUT, Haste.IN_A_MOMENT, REPORT);

        // When
        reports.add(CUT, Haste.AT_ONCE, REPORT);

        // Then
        assertThat(writer.works).hasSize(1);
        assertThat(writer.hurried).isEqualTo(1);
    }

    @Test
    void soManyReportsWaitThatABrokersWindowIsNotFilledByThem() {
        // Given
        for (int i = 0; i < 7; i++) {
            reports.add(CUT, Haste.IN_A_MOMENT, REPORT);
        }
        int before = writer.hurried;

        // When
        reports.add(CUT, Haste.IN_A_MOMENT, REPORT);
        reports.add(GLAZE, Haste.IN_A_MOMENT, REPORT);

        // Then
        assertThat(before).isZero();
        assertThat(writer.hurried).isEqualTo(1);
        assertThat(writer.works).extracting(Work::haste).containsExactly(Haste.IN_A_MOMENT, Haste.AT_ONCE);
    }

    /** A writer that is busy with something else for as long as the test lasts. */
    private static final class BusyWriter implements Lanes {
        private final List<Work<?>> works = new ArrayList<>();
        private int hurried;

        @Override
        public <T> CompletionStage<T> write(String what, Work<T> work) {
            works.add(work);
            return new CompletableFuture<>();
        }

        @Override
        public <T> CompletionStage<T> read(String what, Readers.Query<T> query) {
            return CompletableFuture.failedFuture(new StoreException(what + ": nobody reads here"));
        }

        @Override
        public void hurry() {
            hurried++;
        }

        @Override
        public void close() {}
    }
}
