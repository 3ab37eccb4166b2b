package io.lineside.connector.opcua.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.RefusalCode;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OPC 10031-4 Annex B.2: what StatusCode and ReturnStatus say together. */
final class CommandVerdictTest {
    private static final StatusCode UNCERTAIN = new StatusCode(StatusCodes.Uncertain_InitialValue);

    @ParameterizedTest
    @ValueSource(longs = {0, StatusCodes.Uncertain_InitialValue})
    void bitZeroIsSuccess(long status) {
        assertThat(bitmap(new StatusCode(status), 1)).isEqualTo(new Accepted());
    }

    // Table 95.
    @ParameterizedTest
    @CsvSource({
        "2, UNKNOWN_JOB_ORDER, bit 1",
        "8, INVALID_STATE, bit 3",
        "16, UNABLE_TO_ACCEPT, bit 4",
        "4294967296, INVALID_REQUEST, bit 32",
        "1099511627776, VENDOR, bit 40",
        "-9223372036854775808, VENDOR, bit 63"
    })
    void refusalBitIsNamedWithItsMeaning(long returnStatus, RefusalCode code, String bit) {
        assertThat(bitmap(UNCERTAIN, returnStatus)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).startsWith("Start refused").contains(bit, code.meaning());
        });
    }

    @Test
    void zeroInABitmapSaysNothing() {
        assertThat(bitmap(StatusCode.GOOD, 0))
                .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.waitedFor())
                        .contains("connection.returnStatus"));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 9, 17, 33, 1L << 31 | 1, 1L << 32 | 1, 1L << 40 | 9, -1})
    void successAndRefusalTogetherSayNothing(long returnStatus) {
        // 3 in a bitmap is bits 0 and 1; a server of the enum dialect means "invalid job order status" by it.
        assertThat(bitmap(UNCERTAIN, returnStatus)).isInstanceOf(Unknown.class);
        assertThat(bitmap(StatusCode.GOOD, returnStatus))
                .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.waitedFor())
                        .contains(Long.toUnsignedString(returnStatus), "says both no error and"));
    }

    @Test
    void vendorBitsBesideSuccessAreANote() {
        // Vendor bits beside success are a note, not a refusal.
        assertThat(bitmap(StatusCode.GOOD, 1L << 40 | 1)).isEqualTo(new Accepted());
    }

    @ParameterizedTest
    @EnumSource(names = {"STORE", "STORE_AND_START"})
    void newOrderThatIsUnknownIsADoubtAndNoRefusal(JobAction action) {
        // 1 is success in a bitmap: most likely the line file names the wrong dialect, and the order is at the line.
        var answer = answered(StatusCode.GOOD, outputs(1));
        assertThat(CommandVerdict.of(answer, ReturnStatusDialect.ENUM, action))
                .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.waitedFor())
                        .contains("connection.returnStatus"));
    }

    @Test
    void answerWithoutReturnStatusSaysNothing() {
        assertThat(verdict(answered(StatusCode.GOOD, List.of()), ReturnStatusDialect.BITMAP))
                .isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"1, UNKNOWN_JOB_ORDER", "3, INVALID_STATE", "4, UNABLE_TO_ACCEPT", "32, INVALID_REQUEST", "7, VENDOR"})
    void numberInTheEnumDialectIsARefusal(long returnStatus, RefusalCode code) {
        assertThat(enumerated(StatusCode.GOOD, returnStatus)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).contains("ReturnStatus " + returnStatus);
        });
    }

    @Test
    void zeroInTheEnumDialectIsSuccessUnlessUncertain() {
        assertThat(enumerated(StatusCode.GOOD, 0)).isEqualTo(new Accepted());
        assertThat(enumerated(UNCERTAIN, 0)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        StatusCodes.Bad_MethodInvalid + ", UNSUPPORTED, Bad_MethodInvalid",
        StatusCodes.Bad_NotImplemented + ", UNSUPPORTED, Bad_NotImplemented",
        StatusCodes.Bad_UserAccessDenied + ", UNSUPPORTED, Bad_UserAccessDenied",
        StatusCodes.Bad_ArgumentsMissing + ", INVALID_REQUEST, Bad_ArgumentsMissing",
        StatusCodes.Bad_TypeMismatch + ", INVALID_REQUEST, Bad_TypeMismatch"
    })
    void badStatusThatProvesNothingWasDoneIsARefusal(long status, RefusalCode code, String name) {
        var answer = answered(new StatusCode(status), List.of());
        assertThat(verdict(answer, ReturnStatusDialect.BITMAP)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).contains(name);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {StatusCodes.Bad_InternalError, StatusCodes.Bad_Timeout, StatusCodes.Bad_OutOfMemory})
    void otherBadStatusLeavesADoubt(long status) {
        assertThat(verdict(answered(new StatusCode(status), List.of()), ReturnStatusDialect.BITMAP))
                .isInstanceOf(Unknown.class);
        assertThat(verdict(new MethodAnswer.Fault(new StatusCode(status)), ReturnStatusDialect.BITMAP))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void commandThatNeverLeftIsRefused() {
        assertThat(verdict(new MethodAnswer.NotSent("the connection is down"), ReturnStatusDialect.BITMAP))
                .isEqualTo(new Refused(RefusalCode.NOT_DELIVERED, "Start was not sent: the connection is down"));
    }

    @Test
    void silenceIsUnknown() {
        assertThat(verdict(new MethodAnswer.NoAnswer("no answer within PT1S"), ReturnStatusDialect.BITMAP))
                .isEqualTo(new Unknown("no answer within PT1S"));
    }

    private static CommandOutcome bitmap(StatusCode status, long returnStatus) {
        return verdict(answered(status, outputs(returnStatus)), ReturnStatusDialect.BITMAP);
    }

    private static CommandOutcome enumerated(StatusCode status, long returnStatus) {
        return verdict(answered(status, outputs(returnStatus)), ReturnStatusDialect.ENUM);
    }

    private static List<Variant> outputs(long returnStatus) {
        return List.of(new Variant(ULong.valueOf(returnStatus)));
    }

    private static MethodAnswer answered(StatusCode status, List<Variant> outputs) {
        return new MethodAnswer.Answered(status, outputs, Optional.empty());
    }

    private static CommandOutcome verdict(MethodAnswer answer, ReturnStatusDialect dialect) {
        return CommandVerdict.of(answer, dialect, JobAction.START);
    }
}
