package io.lineside.simulator.opcua;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.JobResponse;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.job.JobState;
import io.lineside.simulator.job.SubState;
import io.lineside.simulator.opcua.types.Isa95JobOrderAndState;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95Parameter;
import io.lineside.simulator.opcua.types.Isa95State;
import io.lineside.simulator.order.JobOrder;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;

/** Job responses and states of a line as the wire wants them. Thread-safe. */
final class ResponseMapping {
    private static final RelativePath TOP_LEVEL = new RelativePath(new RelativePathElement[0]);

    private final UShort namespace;
    private final LineClock clock;

    /** Writes browse paths with the index of the standard's namespace. */
    ResponseMapping(UShort namespace, LineClock clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    Isa95JobResponse response(JobResponse response) {
        return new Isa95JobResponse(
                response.jobResponseId(),
                null,
                response.jobOrderId(),
                response.startTime().map(clock::shown).orElse(null),
                response.endTime().map(clock::shown).orElse(null),
                states(response),
                List.of(new Isa95Parameter("ScrapQuantity", Variant.ofInt64(response.scrap()), null, null, null)),
                null,
                null,
                null,
                List.of(OrderMapping.material(response.produced())));
    }

    Isa95JobOrderAndState orderAndState(JobSnapshot job) {
        boolean lies = clock.line().switches().current().is(Switch.LIE);
        JobOrder order = lies ? Lie.about(job.order()) : job.order();
        return new Isa95JobOrderAndState(OrderMapping.toWire(order), states(job.response()));
    }

    /** The top-level state first, then the substate if there is one (OPC 10031-4 6.2.2). */
    List<Isa95State> states(JobResponse response) {
        List<Isa95State> states = new ArrayList<>();
        JobState state = response.state();
        states.add(new Isa95State(TOP_LEVEL, LocalizedText.english(state.text()), state.number()));
        response.subState()
                .ifPresent(
                        sub -> states.add(new Isa95State(path(sub), LocalizedText.english(sub.text()), sub.number())));
        return states;
    }

    private RelativePath path(SubState sub) {
        QualifiedName target = new QualifiedName(namespace, sub.browsePath());
        return new RelativePath(
                new RelativePathElement[] {new RelativePathElement(NodeIds.HasSubStateMachine, false, false, target)});
    }
}
