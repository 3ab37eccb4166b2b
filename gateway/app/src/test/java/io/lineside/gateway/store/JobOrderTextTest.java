package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobOrderTextTest {

    @Test
    void everyFieldSurvives() {
        // Given
        var parts = List.of(JobParameter.of("X", new ParameterValue.Whole(1)));
        var order = new JobOrder(
                new JobOrderId("j1"),
                "for \"Ana\"",
                new WorkMasterId("m1"),
                Optional.of(Instant.parse("2026-03-01T06:00:00.123456789Z")),
                Optional.of(Instant.parse("2026-03-02T06:00:00Z")),
                -7,
                List.of(new JobParameter("P", new ParameterValue.Flag(true), "KGM", parts)),
                List.of(new Resource("ana", "operator", new BigDecimal("1.50"), "HUR")),
                List.of(new Resource("cut-1", null, null, null)),
                List.of(new Resource("mould-7", null, null, null)),
                List.of(
                        new Material("clay", "lot", "serial", MaterialUse.CONSUMED, new BigDecimal("2.50"), "KGM"),
                        new Material(null, null, null, MaterialUse.PRODUCED, null, null)),
                Optional.of("shop-1001"));

        // When
        var read = JobOrderText.read(JobOrderText.write(order));

        // Then
        assertThat(read).isEqualTo(order);
    }

    static Stream<ParameterValue> values() {
        return Stream.of(
                new ParameterValue.Text(""),
                new ParameterValue.Text("1"),
                new ParameterValue.Text("☕ \u0000 \\ \""),
                new ParameterValue.Whole(1),
                new ParameterValue.Whole(Long.MAX_VALUE),
                new ParameterValue.Whole(Long.MIN_VALUE),
                new ParameterValue.Decimal(1),
                new ParameterValue.Decimal(-0.0),
                new ParameterValue.Decimal(0.1 + 0.2),
                new ParameterValue.Decimal(1e300),
                new ParameterValue.Decimal(Double.MIN_VALUE),
                new ParameterValue.Decimal(9_007_199_254_740_992.0),
                new ParameterValue.Flag(false));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueKeepsItsTypeAndEveryBit(ParameterValue value) {
        // Given
        var json = ValueText.write(value).toString();

        // When
        var read = ValueText.read(ValueText.parse(json));

        // Then
        assertThat(read).isEqualTo(value);
    }

    @Test
    void textThatIsNoJobOrderIsRefused() {
        assertThatThrownBy(() -> JobOrderText.read("{\"id\":")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JobOrderText.read("{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
