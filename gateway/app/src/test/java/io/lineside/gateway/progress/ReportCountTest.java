package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a line counts its reports: JobResponseID is {@code <JobOrderID>#<n>}. */
class ReportCountTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "007", "123456789012345678"})
    void numberBehindTheJobsIdCountsTheReport(String number) {
        // When
        var mark = report("ord_1-1-glaze#" + number).mark();
        // Then
        assertThat(mark.sequence()).hasValue(Long.parseLong(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "7",
                "ord_1-1-glaze",
                "ord_1-1-glaze#",
                "ord_1-1-glazes#7",
                "ord_2-1-glaze#7",
                "ord_1-1-glaze#-7",
                "ord_1-1-glaze#7#8",
                "ord_1-1-glaze#7 ",
                "ord_1-1-glaze#\u0667",
                "ord_1-1-glaze#1234567890123456789"
            })
    void anyOtherIdCountsNothing(String id) {
        // When
        var mark = report(id).mark();
        // Then
        assertThat(mark.sequence()).isEmpty();
    }

    private static JobResponse report(String id) {
        return new JobResponse(
                id,
                new JobOrderId("ord_1-1-glaze"),
                JobState.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
