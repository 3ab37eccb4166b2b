package io.lineside.simulator.job;

import io.lineside.simulator.order.MaterialRequirement;
import java.time.Instant;
import java.util.Optional;

/**
 * How a job stands (OPC 10031-4 ISA95JobResponseDataType).
 *
 * @param jobResponseId unique for every report of the job
 * @param scrap pieces thrown away; a simulated line makes none
 * @param produced what the order says is made, with the quantity made so far
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
        MaterialRequirement produced) {}
