package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.Capability;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operations that come of a configured product. */
class OperationsTest {
    private static final CompiledProduct SIGN = Products.compiled(Products.ALL_KINDS);

    @Test
    void operationsComeInAnOrderInWhichTheyCanBeDone() {
        assertThat(plan(Map.of("color", "teal", "text", "Ada", "framed", true), 1))
                .extracting(PlannedOperation::id)
                .containsExactly("paint", "engrave", "frame", "pack");
    }

    @Test
    void leftOutOperationPassesOnItsPredecessors() {
        // When
        List<PlannedOperation> planned = plan(Map.of("color", "teal"), 1);

        // Then
        assertThat(planned).extracting(PlannedOperation::id).containsExactly("paint", "pack");
        assertThat(planned.get(1).after()).containsExactly("paint");
    }

    @Test
    void operationCarriesRecipeNeedsAndTime() {
        // When
        PlannedOperation paint = plan(Map.of("color", "teal"), 1).get(0);

        // Then
        assertThat(paint.workMaster()).isEqualTo(new WorkMasterId("paint/2"));
        assertThat(paint.needs()).isEqualTo(Set.of(new Capability("painting")));
        assertThat(paint.each()).isEqualTo(Duration.ofSeconds(20));
        assertThat(paint.after()).isEmpty();
    }

    @Test
    void parametersAreTypedByTheirExpressions() {
        assertThat(plan(Map.of("color", "teal"), 1).get(0).parameters())
                .containsExactly(
                        JobParameter.of("Color", new ParameterValue.Text("teal")),
                        new JobParameter("Thickness", new ParameterValue.Decimal(2.5), "MMT", List.of()),
                        JobParameter.of("Framed", new ParameterValue.Flag(false)),
                        JobParameter.of("Holes", new ParameterValue.Whole(4)));
    }

    @Test
    void parameterWhoseConditionIsFalseIsNotSent() {
        // Given
        var gift = (Configured) SIGN.configure(Map.of("color", "teal"), Map.of("type", "gift", "note", "Hi"));

        // When
        List<PlannedOperation> without = plan(Map.of("color", "teal"), 7);
        List<PlannedOperation> with = SIGN.operations(gift, 7);

        // Then
        assertThat(without.get(1).parameters()).extracting(JobParameter::id).containsExactly("Wrap", "Pieces");
        assertThat(with.get(1).parameters()).extracting(JobParameter::id).containsExactly("Wrap", "Note", "Pieces");
        assertThat(with.get(1).parameters()).contains(JobParameter.of("Pieces", new ParameterValue.Whole(7)));
    }

    @Test
    void materialsAreScaledAndConsumedWhereTheyBelong() {
        // When
        List<PlannedOperation> planned = plan(Map.of("color", "teal", "size", "L", "framed", true, "holes", 2), 12);

        // Then
        assertThat(planned.get(0).materials())
                .containsExactly(consumed("PLATE-L-2", "12", "C62"), consumed("PAINT-teal", "3.6", "LTR"));
        assertThat(planned.get(1).materials()).containsExactly(consumed("FRAME", "12", "C62"));
        assertThat(planned.get(2).materials()).containsExactly(consumed("SCREW", "24", "C62"));
    }

    @Test
    void materialOfNothingIsLeftOut() {
        // When
        List<PlannedOperation> planned = plan(Map.of("color", "teal", "holes", 0), 1);

        // Then
        assertThat(planned.get(1).materials()).isEmpty();
    }

    private static Material consumed(String definition, String quantity, String unit) {
        return new Material(definition, null, null, MaterialUse.CONSUMED, new BigDecimal(quantity), unit);
    }

    private static List<PlannedOperation> plan(Map<String, Object> options, int quantity) {
        return SIGN.operations(Products.configured(SIGN, options), quantity);
    }
}
