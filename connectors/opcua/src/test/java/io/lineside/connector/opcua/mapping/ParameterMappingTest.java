package io.lineside.connector.opcua.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.ParameterValue.Decimal;
import io.lineside.model.job.ParameterValue.Flag;
import io.lineside.model.job.ParameterValue.Text;
import io.lineside.model.job.ParameterValue.Whole;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ParameterMappingTest {
    private static Stream<Arguments> received() {
        return Stream.of(
                Arguments.of((byte) -1, new Whole(-1)),
                Arguments.of(UByte.valueOf(255), new Whole(255)),
                Arguments.of((short) -300, new Whole(-300)),
                Arguments.of(UShort.valueOf(65_535), new Whole(65_535)),
                Arguments.of(-7, new Whole(-7)),
                Arguments.of(UInteger.valueOf(4_000_000_000L), new Whole(4_000_000_000L)),
                Arguments.of(Long.MIN_VALUE, new Whole(Long.MIN_VALUE)),
                Arguments.of(ULong.valueOf(Long.MAX_VALUE), new Whole(Long.MAX_VALUE)),
                Arguments.of(ULong.valueOf(-1), new Text("18446744073709551615")),
                Arguments.of(1.1f, new Decimal(1.1)),
                Arguments.of(-2.5, new Decimal(-2.5)),
                Arguments.of(Double.NaN, new Text("NaN")),
                Arguments.of(true, new Flag(true)),
                Arguments.of("teal – 青", new Text("teal – 青")),
                Arguments.of(new LocalizedText("de", "blau"), new Text("blau")),
                Arguments.of(new DateTime(116_444_736_000_000_000L), new Text("1970-01-01T00:00:00Z")),
                Arguments.of(new String[] {"a", "b"}, new Text("[a, b]")),
                Arguments.of(null, new Text("")));
    }

    @ParameterizedTest
    @MethodSource("received")
    void everyBuiltInTypeIsUnderstood(Object value, ParameterValue expected) {
        assertThat(ParameterMapping.value(value)).isEqualTo(expected);
    }

    @Test
    void parameterOfEveryTypeWithUnitAndPartsComesBackAsItWas() {
        // Given
        List<JobParameter> parameters = List.of(
                JobParameter.of("Color", new Text("teal")),
                JobParameter.of("Layers", new Whole(2)),
                JobParameter.of("Rush", new Flag(true)),
                new JobParameter("Dwell", new Decimal(11), "SEC", List.of(JobParameter.of("Ramp", new Decimal(0.5)))));
        // When
        List<JobParameter> back = ParameterMapping.fromWire(ParameterMapping.toWire(parameters, ParameterTypes.NONE));
        // Then
        assertThat(back).isEqualTo(parameters);
    }

    @Test
    void wholeNumbersAreInt64AndDecimalsDoubleOnTheWire() {
        var wire = Objects.requireNonNull(ParameterMapping.toWire(
                List.of(JobParameter.of("n", new Whole(2)), JobParameter.of("d", new Decimal(2))),
                ParameterTypes.NONE));
        assertThat(wire).extracting(Isa95Parameter::value).containsExactly(Variant.ofInt64(2L), Variant.ofDouble(2.0));
    }

    // OPC 10000-8 5.6.3 and its table of UN/ECE units.
    @ParameterizedTest
    @CsvSource({"C62, 4404786", "KGM, 4933453", "MTR, 5067858", "4K, 13387"})
    void unitIdIsMadeFromTheCommonCode(String code, int unitId) {
        EUInformation unit = Objects.requireNonNull(UnitCodes.unit(code));
        assertThat(unit.getUnitId()).isEqualTo(unitId);
        assertThat(unit.getNamespaceUri()).isEqualTo("http://www.opcfoundation.org/UA/units/un/cefact");
        assertThat(UnitCodes.code(unit)).isEqualTo(code);
    }

    @Test
    void unitOfAnotherNamespaceIsKnownByTheNameForPeople() {
        var unit = new EUInformation("urn:maker", 17, new LocalizedText(null, "strokes"), LocalizedText.NULL_VALUE);
        assertThat(UnitCodes.code(unit)).isEqualTo("strokes");
    }
}
