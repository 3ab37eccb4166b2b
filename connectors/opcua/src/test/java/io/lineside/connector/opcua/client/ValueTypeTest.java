package io.lineside.connector.opcua.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Java values become what a variable takes exactly, or not at all. */
class ValueTypeTest {
    private static final BigInteger LARGEST_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of(OpcUaDataType.Boolean, "true", true),
                Arguments.of(OpcUaDataType.SByte, -128, (byte) -128),
                Arguments.of(OpcUaDataType.Byte, 255, UByte.valueOf(255)),
                Arguments.of(OpcUaDataType.Int16, "32767", (short) 32_767),
                Arguments.of(OpcUaDataType.UInt16, 65_535L, UShort.valueOf(65_535)),
                Arguments.of(OpcUaDataType.Int32, 5.0, 5),
                Arguments.of(OpcUaDataType.UInt32, 4_294_967_295L, UInteger.MAX),
                Arguments.of(OpcUaDataType.Int64, new BigDecimal("1e3"), 1_000L),
                Arguments.of(OpcUaDataType.UInt64, LARGEST_UINT64, ULong.MAX),
                Arguments.of(OpcUaDataType.Float, 11.1, 11.1f),
                Arguments.of(OpcUaDataType.Double, "0.1", 0.1),
                Arguments.of(OpcUaDataType.String, 7, "7"),
                Arguments.of(
                        OpcUaDataType.DateTime,
                        "2026-03-01T10:00:00Z",
                        new DateTime(Instant.parse("2026-03-01T10:00:00Z"))),
                Arguments.of(OpcUaDataType.LocalizedText, "hot", LocalizedText.english("hot")));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void valueThatFitsIsExactlyThat(OpcUaDataType type, Object value, Object expected) {
        assertThat(new ValueType(type).variant(value).value()).isEqualTo(expected);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(OpcUaDataType.Boolean, 1),
                Arguments.of(OpcUaDataType.SByte, 128),
                Arguments.of(OpcUaDataType.Byte, -1),
                Arguments.of(OpcUaDataType.UInt16, 65_536),
                Arguments.of(OpcUaDataType.Int32, 2.5),
                Arguments.of(OpcUaDataType.Int32, "two"),
                Arguments.of(OpcUaDataType.UInt64, LARGEST_UINT64.add(BigInteger.ONE)),
                Arguments.of(OpcUaDataType.Float, 1e39),
                Arguments.of(OpcUaDataType.DateTime, "yesterday"),
                Arguments.of(OpcUaDataType.ByteString, "text"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void valueThatDoesNotFitIsRefusedWithTypeAndValue(OpcUaDataType type, Object value) {
        assertThatThrownBy(() -> new ValueType(type).variant(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must fit " + type.name())
                .hasMessageContaining("was '" + value + "'");
    }

    @Test
    void refusalSaysTheRange() {
        assertThatThrownBy(() -> new ValueType(OpcUaDataType.SByte).variant(128))
                .hasMessageStartingWith("must fit SByte (-128 to 127), was '128'");
        assertThatThrownBy(() -> new ValueType(OpcUaDataType.UInt64).variant(-1))
                .hasMessageStartingWith("must fit UInt64 (0 to 18446744073709551615), was '-1'");
    }

    @Test
    void listBecomesAnArrayOfTheType() {
        assertThat(new ValueType(OpcUaDataType.Int16).variant(List.of(1, 2)).value())
                .isEqualTo(new Short[] {1, 2});
    }

    @Test
    void emptyListBecomesAnEmptyArrayOfTheType() {
        assertThat(new ValueType(OpcUaDataType.String).variant(List.of()).value())
                .isEqualTo(new String[0]);
    }

    @Test
    void builtInTypeOfASubtypeIsToldByTheValue() {
        // Duration (i=290) is a Double
        assertThat(ValueType.of(new NodeId(0, 290), new Variant(1.0))).isEqualTo(new ValueType(OpcUaDataType.Double));
    }

    @Test
    void openTypeTakesWhatJavaGives() {
        assertThat(ValueType.of(NodeIds.BaseDataType, Variant.NULL_VALUE)
                        .variant(7)
                        .value())
                .isEqualTo(7);
    }
}
