package io.lineside.simulator.opcua;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.JobResponse;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.job.JobState;
import io.lineside.simulator.job.SubState;
import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95JobOrderAndState;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95Parameter;
import io.lineside.simulator.opcua.types.Isa95State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;

/** Job responses and states of a line as the wire wants them. Thread-safe. */
final class ResponseMapping {
    private static final String CUSTOMER_ORDER_NUMBERS = "CustomerOrderNumbers";
    private static final RelativePath TOP_LEVEL = new RelativePath(new RelativePathElement[0]);

    private final UShort namespace;
    private final LineClock clock;
    private final KeptOrders orders;

    /** Writes browse paths with the index of the standard's namespace. */
    ResponseMapping(UShort namespace, LineClock clock, KeptOrders orders) {
        this.orders = orders;
        this.namespace = namespace;
        this.clock = clock;
    }

    Isa95JobResponse response(JobSnapshot job) {
        JobResponse response = job.response();
        return new Isa95JobResponse(
                response.jobResponseId(),
                null,
                response.jobOrderId(),
                response.startTime().map(clock::shown).orElse(null),
                response.endTime().map(clock::shown).orElse(null),
                states(response),
                data(job),
                null,
                null,
                null,
                List.of(OrderMapping.material(response.produced())));
    }

    /** How much was scrap, what was built and what became of each piece, and whose orders it was for: OPC 40001-3 has these keys in orders and responses. */
    private List<Isa95Parameter> data(JobSnapshot job) {
        List<Isa95Parameter> data = new ArrayList<>();
        data.add(new Isa95Parameter(
                "ScrapQuantity", Variant.ofInt64(job.response().scrap()), null, null, null));
        if (clock.line().switches().current().word(Switch.RESULTS).equals("units")) {
            job.response().built().forEach(parameter -> data.add(OrderMapping.parameter(parameter)));
            units(job.response()).ifPresent(data::add);
        }
        List<Isa95Parameter> ordered = orders.shown(job.order()).parameters();
        if (ordered != null) {
            ordered.stream()
                    .filter(parameter -> CUSTOMER_ORDER_NUMBERS.equals(parameter.id()))
                    .forEach(data::add);
        }
        return data;
    }

    private static Optional<Isa95Parameter> units(JobResponse response) {
        List<Isa95Parameter> units = response.units().stream()
                .map(unit -> new Isa95Parameter(
                        unit.serial(), Variant.ofString(unit.good() ? "Good" : "Scrap"), null, null, null))
                .toList();
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(new Isa95Parameter("UnitResults", Variant.ofInt64(units.size()), null, null, units));
    }

    /** The order for an event. */
    ExtensionObject order(JobSnapshot job) {
        return orders.encoded(job.order());
    }

    Isa95JobOrderAndState orderAndState(JobSnapshot job) {
        boolean lies = clock.line().switches().current().is(Switch.LIE);
        Isa95JobOrder order = orders.shown(job.order());
        return new Isa95JobOrderAndState(lies ? Lie.about(order) : order, states(job.response()));
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
