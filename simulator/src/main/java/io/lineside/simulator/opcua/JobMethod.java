package io.lineside.simulator.opcua;

import io.lineside.simulator.line.LineRuntime;
import org.eclipse.milo.opcua.sdk.server.AccessContext;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One method of the line: counts and unpacks the arguments, asks the line, and gives a refusal as Uncertain with its
 * outputs. Milo's own base class can answer Good or Bad only and fails on arrays of structures.
 *
 * <p>Thread-safe. Waits with the answer while the line holds its answers.
 */
final class JobMethod implements MethodInvocationHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobMethod.class);

    private final MethodSignature signature;
    private final LineRuntime line;
    private final Body body;

    JobMethod(MethodSignature signature, LineRuntime line, Body body) {
        this.signature = signature;
        this.line = line;
        this.body = body;
    }

    @Override
    public CallMethodResult invoke(AccessContext access, CallMethodRequest request) {
        CallMethodResult result = answer(request.getInputArguments());
        line.answers().pass();
        return result;
    }

    private CallMethodResult answer(Variant[] given) {
        int count = given == null ? 0 : given.length;
        int wanted = signature.inputs().size();
        if (count != wanted) {
            return bad(count < wanted ? StatusCodes.Bad_ArgumentsMissing : StatusCodes.Bad_TooManyArguments);
        }
        try {
            Outcome outcome = body.call(new Arguments(signature, given));
            LOGGER.atDebug().addKeyValue("method", signature.name()).log(outcome.text());
            return result(
                    outcome.status(),
                    new StatusCode[0],
                    outcome.outputs(line.switches().current()));
        } catch (Arguments.WrongTypeException e) {
            return result(new StatusCode(StatusCodes.Bad_InvalidArgument), e.results(), new Variant[0]);
        } catch (UaException e) {
            return bad(e.getStatusCode().value());
        }
    }

    private static CallMethodResult bad(long code) {
        return result(new StatusCode(code), new StatusCode[0], new Variant[0]);
    }

    private static CallMethodResult result(StatusCode status, StatusCode[] arguments, Variant[] outputs) {
        return new CallMethodResult(status, arguments, new DiagnosticInfo[0], outputs);
    }

    /** What the method does. */
    @FunctionalInterface
    interface Body {
        Outcome call(Arguments arguments) throws UaException, Arguments.WrongTypeException;
    }
}
