package io.lineside.simulator.opcua;

import io.lineside.simulator.job.Command;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.job.Reply;
import io.lineside.simulator.job.ReturnStatus;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95State;
import io.lineside.simulator.order.JobOrder;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** The methods of one line's JobOrderControl and JobOrderResults. */
final class JobMethods {
    private final JobControl jobs;
    private final LineRuntime line;
    private final EncodingContext context;
    private final ResponseMapping mapping;
    private final KeptOrders orders;

    JobMethods(LineRuntime line, EncodingContext context, ResponseMapping mapping, KeptOrders orders) {
        this.orders = orders;
        this.jobs = line.jobs();
        this.line = line;
        this.context = context;
        this.mapping = mapping;
    }

    JobMethod command(Command command) {
        MethodSignature signature = MethodSignature.of(command);
        return new JobMethod(
                signature, line, command.takesJobOrder() ? in -> withOrder(command, in) : in -> withId(command, in));
    }

    JobMethod responseById() {
        return new JobMethod(MethodSignature.RESPONSE_BY_ID, line, in -> {
            String id = in.string(0);
            Optional<JobSnapshot> job = jobs.job(id);
            return job.map(found -> Outcome.of(ReturnStatus.NO_ERROR, "", Variant.of(mapping.response(found))))
                    .orElseGet(() -> Outcome.of(
                            ReturnStatus.UNKNOWN_JOB_ORDER_ID,
                            "JobOrderID: unknown, was '" + id + "'",
                            Variant.NULL_VALUE));
        });
    }

    JobMethod responsesByState() {
        return new JobMethod(MethodSignature.RESPONSE_BY_STATE, line, in -> {
            List<Isa95State> wanted = in.structures(0, Isa95State.class, context);
            if (wanted.stream().noneMatch(Isa95State::isTopLevel)) {
                return Outcome.of(
                        ReturnStatus.INVALID_REQUEST,
                        "JobOrderState: must have a top-level entry, which has no BrowsePath",
                        Variant.of(new Isa95JobResponse[0]));
            }
            Isa95JobResponse[] responses = jobs.jobs().stream()
                    .filter(job -> StateQuery.matches(wanted, job.response()))
                    .map(mapping::response)
                    .toArray(Isa95JobResponse[]::new);
            return Outcome.of(ReturnStatus.NO_ERROR, "", Variant.of(responses));
        });
    }

    private Outcome withOrder(Command command, Arguments in) throws Arguments.WrongTypeException {
        Isa95JobOrder wire = in.structure(0, Isa95JobOrder.class, context);
        JobOrder order;
        try {
            order = orders.received(wire);
        } catch (IllegalArgumentException e) {
            return Outcome.of(Reply.refused(ReturnStatus.INVALID_REQUEST, String.valueOf(e.getMessage())));
        }
        return Outcome.of(jobs.command(command, order));
    }

    private Outcome withId(Command command, Arguments in) throws Arguments.WrongTypeException {
        return Outcome.of(jobs.command(command, in.string(0)));
    }
}
