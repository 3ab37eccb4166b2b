package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.ParameterValue;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a line wants of an order before it is sent.
 *
 * @param workMasters as the line announces them; empty where it announces none
 * @param charset of the texts that the line can write or engrave
 * @param machineryJobs whether the line knows the parameters of OPC 40001-3
 */
public record OrderRules(List<Isa95WorkMaster> workMasters, Charset charset, boolean machineryJobs) {
    /** For a line that wants nothing in particular. */
    public static final OrderRules NONE = new OrderRules(List.of(), StandardCharsets.UTF_8, false);

    /** Copies the list. */
    public OrderRules {
        workMasters = List.copyOf(workMasters);
    }

    ParameterTypes types(WorkMasterId id) {
        return master(id)
                .map(master -> ParameterTypes.of(master.parameters(), machineryJobs))
                .orElseGet(() -> ParameterTypes.of(null, machineryJobs));
    }

    /**
     * The order's parameters, and what the order says elsewhere where the line looks for it in a parameter: how many
     * pieces it is, and the customer's number of it if the line can write that.
     */
    List<JobParameter> parameters(JobOrder order) {
        var parameters = new ArrayList<>(order.parameters());
        if (misses(order, MachineryJobKeys.RUNS_PLANNED)) {
            parameters.add(JobParameter.of(MachineryJobKeys.RUNS_PLANNED, new ParameterValue.Whole(order.quantity())));
        }
        order.customerOrder()
                .filter(number -> misses(order, MachineryJobKeys.CUSTOMER_ORDER_NUMBERS)
                        && charset.newEncoder().canEncode(number))
                .ifPresent(number -> parameters.add(
                        JobParameter.of(MachineryJobKeys.CUSTOMER_ORDER_NUMBERS, new ParameterValue.Text(number))));
        return parameters;
    }

    /** The parameters on the wire that the order does not give: the gateway put them there for the line. */
    public static Set<String> added(JobOrder order, Isa95JobOrder wire) {
        Set<String> given = order.parameters().stream().map(JobParameter::id).collect(Collectors.toSet());
        return Objects.requireNonNullElse(wire.jobOrderParameters(), List.<Isa95Parameter>of()).stream()
                .map(parameter -> String.valueOf(parameter.id()))
                .filter(id -> !given.contains(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the line knows such a parameter and the order does not give it. */
    private boolean misses(JobOrder order, String key) {
        return order.parameters().stream().noneMatch(parameter -> parameter.id().equals(key))
                && (machineryJobs || announces(order.workMasterId(), key));
    }

    private boolean announces(WorkMasterId id, String key) {
        return master(id)
                .map(Isa95WorkMaster::parameters)
                .filter(parameters -> parameters.stream().anyMatch(parameter -> key.equals(parameter.id())))
                .isPresent();
    }

    private Optional<Isa95WorkMaster> master(WorkMasterId id) {
        return workMasters.stream()
                .filter(master -> Objects.equals(master.id(), id.value()))
                .findFirst();
    }

    /** Refuses texts that the line can not write. */
    void check(JobOrder order) {
        check("Description", order.description());
        order.parameters().forEach(parameter -> check("JobOrderParameters.", parameter));
    }

    private void check(String path, JobParameter parameter) {
        String place = path + parameter.id();
        if (parameter.value() instanceof ParameterValue.Text text) {
            check(place, text.value());
        }
        parameter.subparameters().forEach(part -> check(place + ".", part));
    }

    private void check(String place, String text) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return;
        }
        text.codePoints()
                .filter(point -> !encoder.canEncode(Character.toString(point)))
                .findFirst()
                .ifPresent(point -> {
                    throw new UnfitOrderException(String.format(
                            Locale.ROOT,
                            "%s: must hold only characters of %s (connection.charset), was '%s' with '%s' (U+%04X)",
                            place,
                            charset.name(),
                            text,
                            Character.toString(point),
                            point));
                });
    }
}
