package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.mapping.Reading;
import io.lineside.connector.opcua.mapping.ReturnStatusDialect;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.line.LineListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How the events of one notification reach the gateway. */
class ReportDeskTest {
    private final List<List<String>> heard = new ArrayList<>();
    private final ReportDesk desk =
            new ReportDesk(new EquipmentId("glaze-1"), new Hearer(), new JobQuestions(ReturnStatusDialect.BITMAP));

    @Test
    void reportsOfOneJobThatComeTogetherAreHandedOverTogetherAndInOrder() {
        // When
        desk.accept(
                List.of(
                        report("a", 1),
                        report("a", 2),
                        new Reading.Unusable(Optional.empty(), "nonsense"),
                        report("a", 3),
                        report("b", 1),
                        report("a", 4)),
                () -> {});
        // Then
        assertThat(heard).containsExactly(List.of("a#1", "a#2", "a#3"), List.of("b#1"), List.of("a#4"));
    }

    @Test
    void notificationWithoutAUsableReportHandsNothingOver() {
        // When
        desk.accept(List.of(new Reading.Unusable(Optional.empty(), "nonsense")), () -> {});
        // Then
        assertThat(heard).isEmpty();
    }

    private static Reading report(String job, int number) {
        return new Reading.Usable(new JobResponse(
                job + "#" + number,
                new JobOrderId(job),
                JobState.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));
    }

    private final class Hearer implements LineListener {
        @Override
        public void connected() {}

        @Override
        public void disconnected(String reason) {}

        @Override
        public CompletionStage<Void> reported(JobResponse response) {
            return reported(List.of(response));
        }

        @Override
        public CompletionStage<Void> reported(List<JobResponse> responses) {
            heard.add(responses.stream().map(JobResponse::id).toList());
            return CompletableFuture.completedFuture(null);
        }
    }
}
