package io.lineside.connector.opcua.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.ParameterValue.Decimal;
import io.lineside.model.job.ParameterValue.Flag;
import io.lineside.model.job.ParameterValue.Text;
import io.lineside.model.job.ParameterValue.Whole;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number type of OPC 10000-6 5.1.2 at its ends, and one beyond. */
final class ExactConversionTest {
    @ParameterizedTest
    @MethodSource
    void valueInTheAnnouncedTypeSaysTheSame(Object example, ParameterValue value, Object expected) {
        assertThat(ExactConversion.to(example, value)).contains(expected);
    }

    static Stream<Arguments> valueInTheAnnouncedTypeSaysTheSame() {
        return Stream.of(
                Arguments.of((byte) 0, new Whole(-128), (byte) -128),
                Arguments.of((short) 0, new Whole(32_767), (short) 32_767),
                Arguments.of(0, new Whole(Integer.MIN_VALUE), Integer.MIN_VALUE),
                Arguments.of(0L, new Whole(Long.MAX_VALUE), Long.MAX_VALUE),
                Arguments.of(UByte.valueOf(0), new Whole(255), UByte.valueOf(255)),
                Arguments.of(UShort.valueOf(0), new Decimal(11), UShort.valueOf(11)),
                Arguments.of(UInteger.valueOf(0), new Whole(4_294_967_295L), UInteger.valueOf(4_294_967_295L)),
                Arguments.of(
                        ULong.valueOf(0), new Whole(Long.MAX_VALUE), ULong.valueOf(BigInteger.valueOf(Long.MAX_VALUE))),
                Arguments.of(0.0, new Whole(9_007_199_254_740_992L), 9_007_199_254_740_992.0),
                Arguments.of(0.0f, new Decimal(0.045), 0.045f),
                Arguments.of(0.0, new Decimal(0.1), 0.1),
                Arguments.of(false, new Flag(true), true),
                Arguments.of("", new Text("Ada"), "Ada"),
                Arguments.of(LocalizedText.NULL_VALUE, new Text("Ada"), new LocalizedText(null, "Ada")));
    }

    @ParameterizedTest
    @MethodSource
    void valueThatWouldChangeIsNotConverted(Object example, ParameterValue value) {
        assertThat(ExactConversion.to(example, value)).isEmpty();
    }

    static Stream<Arguments> valueThatWouldChangeIsNotConverted() {
        return Stream.of(
                Arguments.of((byte) 0, new Whole(128)),
                Arguments.of((short) 0, new Whole(-32_769)),
                Arguments.of(0, new Whole(Integer.MAX_VALUE + 1L)),
                Arguments.of(0, new Decimal(1.5)),
                Arguments.of(UByte.valueOf(0), new Whole(-1)),
                Arguments.of(UShort.valueOf(0), new Whole(65_536)),
                Arguments.of(UInteger.valueOf(0), new Whole(4_294_967_296L)),
                Arguments.of(ULong.valueOf(0), new Whole(-1)),
                Arguments.of(0.0, new Whole(9_007_199_254_740_993L)),
                Arguments.of(0.0f, new Decimal(0.1234567891)),
                Arguments.of(0.0f, new Decimal(1e300)),
                Arguments.of(0, new Text("12")),
                Arguments.of("", new Whole(12)),
                Arguments.of(true, new Whole(1)));
    }
}
