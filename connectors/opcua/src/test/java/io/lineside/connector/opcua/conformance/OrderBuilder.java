package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95Resource;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job order with a JobOrderID, a work master and what is added. Confined to one thread. */
final class OrderBuilder {
    private final String id;
    private Isa95WorkMaster workMaster;
    private @Nullable List<Isa95Parameter> parameters;
    private @Nullable List<Isa95Resource> personnel;
    private @Nullable List<Isa95Resource> equipment;
    private @Nullable List<Isa95Resource> physicalAssets;
    private @Nullable List<Isa95Material> materials;

    OrderBuilder(String id, Isa95WorkMaster workMaster) {
        this.id = id;
        this.workMaster = workMaster;
    }

    OrderBuilder workMaster(Isa95WorkMaster value) {
        workMaster = value;
        return this;
    }

    OrderBuilder parameter(Isa95Parameter value) {
        parameters = List.of(value);
        return this;
    }

    OrderBuilder personnel(Isa95Resource value) {
        personnel = List.of(value);
        return this;
    }

    OrderBuilder equipment(Isa95Resource value) {
        equipment = List.of(value);
        return this;
    }

    OrderBuilder physicalAsset(Isa95Resource value) {
        physicalAssets = List.of(value);
        return this;
    }

    OrderBuilder material(Isa95Material value) {
        materials = List.of(value);
        return this;
    }

    Isa95JobOrder build() {
        return new Isa95JobOrder(
                id,
                null,
                List.of(workMaster),
                null,
                null,
                null,
                parameters,
                personnel,
                equipment,
                physicalAssets,
                materials);
    }
}
