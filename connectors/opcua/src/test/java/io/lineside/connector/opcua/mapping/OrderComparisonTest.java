package io.lineside.connector.opcua.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue.Text;
import io.lineside.model.job.ParameterValue.Whole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.junit.jupiter.api.Test;

final class OrderComparisonTest {
    private static final Isa95JobOrder ORDERED = order("glaze/2", 11.0, "teal", "2");

    @Test
    void typesAndAdditionsOfTheLineAreNoDifference() {
        // Given
        Isa95JobOrder stored = order("glaze/2", 11.0f, new LocalizedText("en", "teal"), "2.0");
        // Then
        assertThat(OrderComparison.differences(ORDERED, stored, Set.of())).isEmpty();
    }

    @Test
    void everyDifferenceIsNamed() {
        // Given
        Isa95JobOrder stored = order("glaze/3", 12, "cobalt", "3");
        // Then
        assertThat(OrderComparison.differences(ORDERED, stored, Set.of()))
                .containsExactly(
                        "WorkMasterID: ordered 'glaze/2', the line has 'glaze/3'",
                        "JobOrderParameters.Dwell: ordered 11, the line has 12",
                        "JobOrderParameters.Dwell.Color: ordered 'teal', the line has 'cobalt'",
                        "MaterialRequirements: ordered Material Produced mug x 2, the line has Material Produced mug x"
                                + " 3");
    }

    @Test
    void whatIsLostIsNamed() {
        // Given: as servers with the wrong optional-field mask lose it.
        var stored = new Isa95JobOrder("j", null, null, null, null, null, null, null, null, null, null);
        // Then
        assertThat(OrderComparison.differences(ORDERED, stored, Set.of()))
                .contains("JobOrderParameters.Dwell: ordered 11, the line has none")
                .anySatisfy(words -> assertThat(words).endsWith("the line has none such"));
    }

    @Test
    void predefinedParametersHaveTheirTypesWhereTheLineKnowsMachineryJobs() {
        // Given: OPC 40001-3 Table 1.
        JobOrder order = JobOrder.of(
                new JobOrderId("j"),
                new WorkMasterId("glaze/2"),
                List.of(JobParameter.of("CustomerOrderNumbers", new Text("A-7"))),
                Material.produced("mug", 3));
        // When
        Isa95JobOrder wire = OrderMapping.toWire(order, new OrderRules(List.of(), StandardCharsets.UTF_8, true));
        // Then
        List<Isa95Parameter> parameters = Objects.requireNonNull(wire.jobOrderParameters());
        assertThat(parameters).extracting(Isa95Parameter::id).containsExactly("CustomerOrderNumbers", "RunsPlanned");
        assertThat(parameters.get(0).value().value()).isEqualTo(new String[] {"A-7"});
        assertThat(parameters.get(1).value().value()).isEqualTo(UInteger.valueOf(3));
    }

    @Test
    void orderThatStatesItsRunsItselfIsNotGivenThemTwice() {
        // Given
        JobOrder order = JobOrder.of(
                new JobOrderId("j"),
                new WorkMasterId("glaze/2"),
                List.of(JobParameter.of("RunsPlanned", new Whole(9))),
                Material.produced("mug", 3));
        // When
        Isa95JobOrder wire = OrderMapping.toWire(order, new OrderRules(List.of(), StandardCharsets.UTF_8, true));
        // Then
        assertThat(Objects.requireNonNull(wire.jobOrderParameters()))
                .extracting(parameter -> parameter.value().value())
                .containsExactly(UInteger.valueOf(9));
    }

    @Test
    void whatAnOlderGatewayDidNotAddMayBeAbsentAndMustNotBeWrong() {
        // Given
        OrderRules rules = new OrderRules(List.of(), StandardCharsets.UTF_8, true);
        JobOrder order = customerOrder("shop-1001", "teal");
        Isa95JobOrder ordered = OrderMapping.toWire(order, rules);
        // Then: it stored the order as it was, without CustomerOrderNumbers and RunsPlanned.
        assertThat(differences(order, ordered, OrderMapping.toWire(order, OrderRules.NONE)))
                .isEmpty();
        assertThat(differences(order, ordered, OrderMapping.toWire(customerOrder("shop-1002", "teal"), rules)))
                .containsExactly(
                        "JobOrderParameters.CustomerOrderNumbers: ordered [shop-1001], the line has [shop-1002]");
        assertThat(differences(
                        order, ordered, OrderMapping.toWire(customerOrder("shop-1001", "white"), OrderRules.NONE)))
                .containsExactly("JobOrderParameters.Color: ordered 'teal', the line has 'white'");
    }

    private static List<String> differences(JobOrder order, Isa95JobOrder ordered, Isa95JobOrder stored) {
        return OrderComparison.differences(ordered, stored, OrderRules.added(order, ordered));
    }

    private static JobOrder customerOrder(String number, String color) {
        return new JobOrder(
                new JobOrderId("j"),
                "",
                new WorkMasterId("glaze/2"),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(JobParameter.of("Color", new Text(color))),
                List.of(),
                List.of(),
                List.of(),
                List.of(Material.produced("mug", 3)),
                Optional.of(number));
    }

    private static Isa95JobOrder order(String workMaster, Object dwell, Object color, String quantity) {
        var part = new Isa95Parameter("Color", new Variant(color), null, null, null);
        return new Isa95JobOrder(
                "j",
                null,
                List.of(new Isa95WorkMaster(workMaster, null, null)),
                null,
                null,
                null,
                List.of(new Isa95Parameter("Dwell", new Variant(dwell), null, null, List.of(part))),
                null,
                null,
                null,
                List.of(new Isa95Material(null, "mug", null, null, null, "Material Produced", quantity, null, null)));
    }
}
