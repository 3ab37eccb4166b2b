package io.lineside.connector.opcua.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.binary.Structure;
import java.util.HexFormat;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All eleven structures against {@link SpecLayouts}: with no, with all and with random optional fields. */
final class StructuresOnTheWireTest {
    private static final int NAMESPACE = 7;
    private static final int SEEDS = 60;

    /** One structure with its id, layout and generator. */
    record Kind<T>(
            Structure<T> type,
            int encodingId,
            BiFunction<SpecBytes, T, SpecBytes> layout,
            Function<RandomStructures, T> random) {
        @Override
        public String toString() {
            return type.name();
        }

        void check(long seed, double density) {
            // Given
            T value = random.apply(new RandomStructures(seed, density));
            byte[] bySpecification = layout.apply(new SpecBytes(), value).bytes();
            var context = DefaultEncodingContext.INSTANCE;
            // When
            ExtensionObject encoded = type.encode(value, context, NAMESPACE);
            T decoded = type.decode(
                    ExtensionObject.of(ByteString.of(bySpecification), new NodeId(NAMESPACE, encodingId)),
                    context,
                    NAMESPACE);
            // Then
            assertThat(hex((ByteString) encoded.getBody()))
                    .isEqualTo(HexFormat.of().formatHex(bySpecification));
            assertThat(encoded.getEncodingOrTypeId()).isEqualTo(new NodeId(NAMESPACE, encodingId));
            assertThat(decoded).isEqualTo(value);
        }
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.bytesOrEmpty());
    }

    // Encoding ids: OPC 10031-4 V2 NodeSet, Default Binary of each DataType.
    private static Stream<Kind<?>> kinds() {
        return Stream.of(
                new Kind<>(Isa95Property.STRUCTURE, 5002, SpecLayouts::property, RandomStructures::property),
                new Kind<>(Isa95Parameter.STRUCTURE, 5005, SpecLayouts::parameter, RandomStructures::parameter),
                new Kind<>(Isa95Resource.EQUIPMENT, 5008, SpecLayouts::resource, RandomStructures::resource),
                new Kind<>(Isa95WorkMaster.STRUCTURE, 5011, SpecLayouts::workMaster, RandomStructures::workMaster),
                new Kind<>(Isa95JobOrder.STRUCTURE, 5014, SpecLayouts::jobOrder, RandomStructures::jobOrder),
                new Kind<>(Isa95Material.STRUCTURE, 5017, SpecLayouts::material, RandomStructures::material),
                new Kind<>(Isa95Resource.PERSONNEL, 5020, SpecLayouts::resource, RandomStructures::resource),
                new Kind<>(Isa95Resource.PHYSICAL_ASSET, 5023, SpecLayouts::resource, RandomStructures::resource),
                new Kind<>(Isa95JobResponse.STRUCTURE, 5026, SpecLayouts::jobResponse, RandomStructures::jobResponse),
                new Kind<>(Isa95State.STRUCTURE, 5029, SpecLayouts::state, RandomStructures::state),
                new Kind<>(
                        Isa95JobOrderAndState.STRUCTURE,
                        5032,
                        SpecLayouts::jobOrderAndState,
                        RandomStructures::jobOrderAndState));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void withoutOptionalFieldsTheBytesAreTheSpecifications(Kind<?> kind) {
        kind.check(1, 0);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void withEveryOptionalFieldTheBytesAreTheSpecifications(Kind<?> kind) {
        kind.check(2, 1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void withRandomOptionalFieldsTheBytesAreTheSpecifications(Kind<?> kind) {
        IntStream.range(0, SEEDS).forEach(seed -> kind.check(seed, 0.5));
    }
}
