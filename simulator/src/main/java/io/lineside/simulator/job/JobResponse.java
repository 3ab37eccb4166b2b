package io.lineside.simulator.job;

import io.lineside.simulator.order.MaterialRequirement;
import io.lineside.simulator.order.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a job stands (OPC 10031-4 ISA95JobResponseDataType).
 *
 * @param jobResponseId unique for every report of the job
 * @param scrap pieces thrown away, and not made up for
 * @param produced what the order says is made, with the good quantity made so far
 * @param built the parameters as they were built; empty for a job that has not begun
 * @param units what became of each piece made; empty where the order does not say which pieces they are
 */
public record JobResponse(
        String jobResponseId,
        String jobOrderId,
        Optional<Instant> startTime,
        Optional<Instant> endTime,
        JobState state,
        Optional<SubState> subState,
        int good,
        int scrap,
        MaterialRequirement produced,
        List<Parameter> built,
        List<UnitResult> units) {
    /** Copies the lists. */
    public JobResponse {
        built = List.copyOf(built);
        units = List.copyOf(units);
    }
}
