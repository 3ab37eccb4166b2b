package io.lineside.model.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One named value of a job order or job response (OPC 10031-4 ISA95ParameterDataType).
 *
 * @param id the name the line knows
 * @param engineeringUnits UN/ECE common code such as {@code KGM}, or null where the value has no unit
 * @param subparameters parts of this value, in order
 */
public record JobParameter(
        String id, ParameterValue value, @Nullable String engineeringUnits, List<JobParameter> subparameters) {
    /** Refuses a blank id; copies the list. */
    public JobParameter {
        if (id.isBlank()) {
            throw new IllegalArgumentException("job parameter id must not be blank");
        }
        subparameters = List.copyOf(subparameters);
    }

    /** A parameter without unit and parts. */
    public static JobParameter of(String id, ParameterValue value) {
        return new JobParameter(id, value, null, List.of());
    }
}
