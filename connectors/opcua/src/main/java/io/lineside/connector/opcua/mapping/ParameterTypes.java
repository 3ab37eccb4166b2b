package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.ParameterValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types of the parameters that a line announces for a work master (OPC 10031-4, ISA95WorkMasterDataType), told by
 * the values that it announces them with. A parameter that is not announced goes as it is.
 *
 * @param machineryJobs whether the predefined parameters of OPC 40001-3 have their types there
 */
record ParameterTypes(Map<String, Isa95Parameter> announced, boolean machineryJobs) {
    static final ParameterTypes NONE = new ParameterTypes(Map.of(), false);

    ParameterTypes {
        announced = Map.copyOf(announced);
    }

    static ParameterTypes of(@Nullable List<Isa95Parameter> parameters, boolean machineryJobs) {
        var announced = new HashMap<String, Isa95Parameter>();
        if (parameters != null) {
            parameters.forEach(parameter ->
                    Optional.ofNullable(parameter.id()).ifPresent(id -> announced.putIfAbsent(id, parameter)));
        }
        return new ParameterTypes(announced, machineryJobs);
    }

    /** The types of the parts of a parameter. */
    ParameterTypes parts(String id) {
        Isa95Parameter parameter = announced.get(id);
        return parameter == null ? NONE : of(parameter.subparameters(), false);
    }

    /**
     * The value as the line wants it.
     *
     * @throws UnfitOrderException when it can not be said exactly in the announced type
     */
    Object typed(JobParameter parameter) {
        Object example = Optional.ofNullable(announced.get(parameter.id()))
                .map(announcement -> announcement.value().value())
                .orElseGet(() -> machineryJobs ? MachineryJobKeys.example(parameter.id()) : null);
        ParameterValue value = parameter.value();
        if (example == null) {
            return value.plain();
        }
        return ExactConversion.to(example, value)
                .orElseThrow(() -> new UnfitOrderException("JobOrderParameters." + parameter.id() + ": must be "
                        + ExactConversion.words(example) + " as the line announces it, was "
                        + value.getClass().getSimpleName() + " " + value.plain()));
    }
}
