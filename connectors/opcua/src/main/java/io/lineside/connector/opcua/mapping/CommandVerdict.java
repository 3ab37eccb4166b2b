package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.security.StatusWords;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.RefusalCode;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * What a method's answer says about the command: StatusCode and ReturnStatus together decide (OPC 10031-4 Annex B.2: a
 * business refusal comes with a good or uncertain StatusCode, because a bad one carries no outputs).
 *
 * <p>A doubt stays a doubt: only an answer that proves that nothing was done is a refusal.
 */
public final class CommandVerdict {
    /** As the result of one call: given before the method runs (OPC 10000-4 5.12.2). */
    private static final Map<Long, RefusalCode> NOTHING_DONE = Map.ofEntries(
            Map.entry(StatusCodes.Bad_MethodInvalid, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_NotImplemented, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_NotSupported, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_NotExecutable, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_NodeIdUnknown, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_NodeIdInvalid, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_UserAccessDenied, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_SecurityModeInsufficient, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_ArgumentsMissing, RefusalCode.INVALID_REQUEST),
            Map.entry(StatusCodes.Bad_TooManyArguments, RefusalCode.INVALID_REQUEST),
            Map.entry(StatusCodes.Bad_InvalidArgument, RefusalCode.INVALID_REQUEST),
            Map.entry(StatusCodes.Bad_TypeMismatch, RefusalCode.INVALID_REQUEST));

    /** As a service fault: the server refused the whole request before it looked at the method. */
    private static final Map<Long, RefusalCode> NOTHING_DONE_BY_FAULT = Map.ofEntries(
            Map.entry(StatusCodes.Bad_ServiceUnsupported, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_UserAccessDenied, RefusalCode.UNSUPPORTED),
            Map.entry(StatusCodes.Bad_TooManyOperations, RefusalCode.INVALID_REQUEST),
            Map.entry(StatusCodes.Bad_DecodingError, RefusalCode.INVALID_REQUEST),
            Map.entry(StatusCodes.Bad_RequestTooLarge, RefusalCode.INVALID_REQUEST),
            Map.entry(StatusCodes.Bad_SessionIdInvalid, RefusalCode.NOT_DELIVERED),
            Map.entry(StatusCodes.Bad_SessionNotActivated, RefusalCode.NOT_DELIVERED));

    private CommandVerdict() {}

    /**
     * What became of the command.
     *
     * @param command which method was called
     */
    public static CommandOutcome of(MethodAnswer answer, ReturnStatusDialect dialect, JobAction command) {
        String action = command.methodName();
        if (answer instanceof MethodAnswer.Answered answered) {
            return ofAnswer(answered, dialect, command);
        }
        if (answer instanceof MethodAnswer.NotSent notSent) {
            return new Refused(RefusalCode.NOT_DELIVERED, action + " was not sent: " + notSent.reason());
        }
        if (answer instanceof MethodAnswer.NoSuchMethod missing) {
            return new Refused(
                    RefusalCode.UNSUPPORTED, "the line's job order receiver has no method " + missing.method());
        }
        if (answer instanceof MethodAnswer.Fault fault) {
            return ofBad(fault.status(), NOTHING_DONE_BY_FAULT, action);
        }
        return new Unknown(((MethodAnswer.NoAnswer) answer).waitedFor());
    }

    private static CommandOutcome ofAnswer(
            MethodAnswer.Answered answered, ReturnStatusDialect dialect, JobAction command) {
        String action = command.methodName();
        if (answered.status().isBad()) {
            return ofBad(answered.status(), NOTHING_DONE, action);
        }
        if (answered.returnStatus().isEmpty()) {
            return new Unknown(action + " was answered without a ReturnStatus");
        }
        ReturnStatusDialect.Meaning meaning =
                dialect.meaning(answered.returnStatus().getAsLong());
        if (meaning instanceof ReturnStatusDialect.Meaning.Refusal refusal) {
            return isAbsurd(refusal.code(), command)
                    ? new Unknown(action + " was answered with " + refusal.reason()
                            + ", which no line has reason to say; is connection.returnStatus right?")
                    : new Refused(refusal.code(), action + " refused: " + refusal.reason());
        }
        if (meaning instanceof ReturnStatusDialect.Meaning.Unclear unclear) {
            return new Unknown(action + " was answered unclearly: " + unclear.why());
        }
        return dialect == ReturnStatusDialect.ENUM && answered.status().isUncertain()
                ? new Unknown(action + " was answered with ReturnStatus 0 but " + StatusWords.of(answered.status()))
                : new Accepted();
    }

    /** A new order can not be refused for being unknown: the number 1 of the other dialect, which means success. */
    private static boolean isAbsurd(RefusalCode code, JobAction command) {
        return code == RefusalCode.UNKNOWN_JOB_ORDER
                && (command == JobAction.STORE || command == JobAction.STORE_AND_START);
    }

    private static CommandOutcome ofBad(StatusCode status, Map<Long, RefusalCode> nothingDone, String action) {
        return Optional.ofNullable(nothingDone.get(status.value()))
                .<CommandOutcome>map(
                        code -> new Refused(code, "the server refused " + action + " with " + StatusWords.of(status)))
                .orElseGet(() -> new Unknown(action + " was answered with " + StatusWords.of(status)
                        + ", which does not say whether it was done"));
    }
}
