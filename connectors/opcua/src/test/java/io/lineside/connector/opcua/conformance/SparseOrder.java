package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** A job order in which one structure has a certain set of optional fields. */
record SparseOrder(MaskClass mask, boolean asValue, BiFunction<String, ConformanceClient, Isa95JobOrder> make)
        implements Cited {
    /** Every structure with every class of masks; those that no order has as a field, as a parameter's value. */
    static Stream<SparseOrder> all() {
        return Stream.of(
                        fields("ISA95JobOrderDataType", 10, mask -> id -> Structures.order(id, mask)),
                        fields(
                                "ISA95WorkMasterDataType",
                                2,
                                mask -> id -> order(id)
                                        .workMaster(Structures.workMaster(Structures.WORK_MASTER, mask))
                                        .build()),
                        fields(
                                "ISA95ParameterDataType",
                                3,
                                mask -> id -> order(id)
                                        .parameter(Structures.parameter(mask))
                                        .build()),
                        fields(
                                "ISA95PersonnelDataType",
                                5,
                                mask -> id -> order(id)
                                        .personnel(Structures.resource(mask))
                                        .build()),
                        fields(
                                "ISA95EquipmentDataType",
                                5,
                                mask -> id -> order(id)
                                        .equipment(Structures.resource(mask))
                                        .build()),
                        fields(
                                "ISA95PhysicalAssetDataType",
                                5,
                                mask -> id -> order(id)
                                        .physicalAsset(Structures.resource(mask))
                                        .build()),
                        fields(
                                "ISA95MaterialDataType",
                                9,
                                mask -> id -> order(id)
                                        .material(Structures.material(mask))
                                        .build()),
                        fields(
                                "ISA95PropertyDataType",
                                3,
                                mask -> id -> order(id)
                                        .material(Structures.materialWith(Structures.property(mask)))
                                        .build()),
                        values("ISA95JobResponseDataType", 8, Isa95JobResponse.STRUCTURE, Structures::response),
                        values("ISA95StateDataType", 0, Isa95State.STRUCTURE, mask -> Structures.subState()),
                        values(
                                "ISA95JobOrderAndStateDataType",
                                0,
                                Isa95JobOrderAndState.STRUCTURE,
                                mask -> new Isa95JobOrderAndState(
                                        Structures.order("inner", mask), List.of(Structures.subState()))))
                .flatMap(cases -> cases);
    }

    private static Stream<SparseOrder> fields(
            String structure, int optionalFields, Function<MaskClass, Function<String, Isa95JobOrder>> make) {
        return MaskClass.of(structure, optionalFields)
                .map(mask -> new SparseOrder(
                        mask, false, (id, client) -> make.apply(mask).apply(id)));
    }

    private static <T> Stream<SparseOrder> values(
            String structure, int optionalFields, Structure<T> type, Function<MaskClass, T> make) {
        return MaskClass.of(structure, optionalFields)
                .map(mask -> new SparseOrder(mask, true, (id, client) -> order(id)
                        .parameter(new Isa95Parameter(
                                "Structure",
                                new Variant(type.encode(make.apply(mask), client.encoding(), client.namespaceIndex())),
                                null,
                                null,
                                null))
                        .build()));
    }

    private static OrderBuilder order(String id) {
        return new OrderBuilder(id, new Isa95WorkMaster(Structures.WORK_MASTER, null, null));
    }

    @Override
    public String clause() {
        return "OPC 10031-4 " + mask.structure() + ", OPC 10000-6 5.2.7";
    }

    @Override
    public String title() {
        return mask + (asValue ? ", as a parameter's value" : "");
    }

    @Override
    public String toString() {
        return title();
    }
}
