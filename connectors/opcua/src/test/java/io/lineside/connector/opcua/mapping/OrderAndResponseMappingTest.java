package io.lineside.connector.opcua.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.junit.jupiter.api.Test;

final class OrderAndResponseMappingTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.1234567Z");

    @Test
    void whatAnOrderDoesNotStateIsAbsentOnTheWire() {
        // Given
        JobOrder order = JobOrder.of(
                new JobOrderId("job-1"), new WorkMasterId("glaze/2"), List.of(), Material.produced("mug", 3));
        // When
        Isa95JobOrder wire = OrderMapping.toWire(order);
        // Then
        assertThat(wire.jobOrderId()).isEqualTo("job-1");
        assertThat(wire.workMasterId()).singleElement().satisfies(master -> assertThat(master.id())
                .isEqualTo("glaze/2"));
        assertThat(wire.description()).isNull();
        assertThat(wire.startTime()).isNull();
        assertThat(wire.endTime()).isNull();
        assertThat(wire.jobOrderParameters()).isNull();
        assertThat(wire.personnelRequirements()).isNull();
        assertThat(wire.materialRequirements()).singleElement().satisfies(material -> {
            assertThat(material.materialDefinitionId()).isEqualTo("mug");
            assertThat(material.materialUse()).isEqualTo("Produced");
            assertThat(material.quantity()).isEqualTo("3");
            assertThat(material.materialLotId()).isNull();
        });
    }

    @Test
    void everythingThatAnOrderStatesReachesTheWire() {
        // Given
        JobOrder order = new JobOrder(
                new JobOrderId("job-1"),
                "for the night shift",
                new WorkMasterId("glaze/2"),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(60)),
                -7,
                List.of(),
                List.of(new Resource("anna", "Operator", null, null)),
                List.of(new Resource("kiln-2", null, new BigDecimal("1E+3"), "C62")),
                List.of(new Resource("mould-9", null, null, null)),
                List.of());
        // When
        Isa95JobOrder wire = OrderMapping.toWire(order);
        // Then
        assertThat(wire.description()).containsExactly(new LocalizedText(null, "for the night shift"));
        assertThat(wire.startTime()).isEqualTo(new DateTime(NOON));
        assertThat(wire.endTime()).isEqualTo(new DateTime(NOON.plusSeconds(60)));
        assertThat(wire.priority()).isEqualTo((short) -7);
        assertThat(wire.personnelRequirements()).singleElement().satisfies(person -> assertThat(person.use())
                .isEqualTo("Operator"));
        assertThat(wire.equipmentRequirements()).singleElement().satisfies(kiln -> assertThat(kiln.quantity())
                .isEqualTo("1000"));
        assertThat(wire.physicalAssetRequirements()).hasSize(1);
        assertThat(wire.materialRequirements()).isNull();
    }

    @Test
    void responseCarriesTimesAndQuantities() {
        // Given
        var wire = response(new DateTime(NOON), material("Produced", "2"), material("Consumed", "5"));
        // When
        JobResponse response = read(wire);
        // Then
        assertThat(response.startTime()).contains(NOON);
        assertThat(response.endTime()).isEmpty();
        assertThat(response.reportedAt()).contains(NOON.plusSeconds(1));
        assertThat(response.goodQuantity()).isEqualTo(2);
        assertThat(response.materials())
                .extracting(Material::use)
                .containsExactly(MaterialUse.PRODUCED, MaterialUse.CONSUMED);
    }

    @Test
    void materialsOfAnotherUseAndQuantitiesThatAreNoNumberAreTolerated() {
        // Given
        var wire = response(
                DateTime.NULL_VALUE,
                material("Byproduct", "9"),
                material("Produced", "many"),
                material("Produced", "1e999999999"),
                new Isa95Material(null, null, null, null, null, null, null, null, null));
        // When
        JobResponse response = read(wire);
        // Then
        assertThat(response.startTime()).isEmpty();
        assertThat(response.materials()).hasSize(2);
        assertThat(response.goodQuantity()).isZero();
    }

    private static JobResponse read(Isa95JobResponse wire) {
        Reading reading = ResponseMapping.read(wire, Optional.of(NOON.plusSeconds(1)));
        assertThat(reading).isInstanceOf(Reading.Usable.class);
        return ((Reading.Usable) reading).response();
    }

    private static Isa95JobResponse response(DateTime start, Isa95Material... materials) {
        return new Isa95JobResponse(
                "r-1",
                null,
                "job-1",
                start,
                null,
                List.of(new Isa95State(new RelativePath(null), LocalizedText.NULL_VALUE, UInteger.valueOf(3))),
                null,
                null,
                null,
                null,
                List.of(materials));
    }

    private static Isa95Material material(String use, String quantity) {
        return new Isa95Material(null, "mug", null, null, null, use, quantity, null, null);
    }
}
