package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/** What a line says about a job, in the gateway's words. Tolerates everything a line may leave out but id and state. */
public final class ResponseMapping {
    private ResponseMapping() {}

    /**
     * A job response as the gateway understands it.
     *
     * @param reportedAt the machine's own time of this report, where it gave one
     */
    public static Reading read(Isa95JobResponse response, Optional<Instant> reportedAt) {
        return read(
                response.jobOrderId(),
                response.jobState(),
                (id, state, substate) -> new JobResponse(
                        Objects.requireNonNullElse(response.jobResponseId(), ""),
                        id,
                        state,
                        reportedAt,
                        instant(response.startTime()),
                        instant(response.endTime()),
                        ParameterMapping.fromWire(response.jobResponseData()),
                        ResourceMapping.materialsFromWire(response.materialActuals()),
                        substate));
    }

    /** An entry of JobOrderList as the gateway understands it: id and state, for a line keeps no results there. */
    public static Reading read(Isa95JobOrderAndState entry, Optional<Instant> reportedAt) {
        return read(
                entry.jobOrder().jobOrderId(),
                entry.state(),
                (id, state, substate) -> new JobResponse(
                        "", id, state, reportedAt, Optional.empty(), Optional.empty(), List.of(), List.of(), substate));
    }

    private static Reading read(@Nullable String jobOrderId, List<Isa95State> states, Maker maker) {
        Optional<JobOrderId> id = id(jobOrderId);
        if (id.isEmpty()) {
            return new Reading.Unusable(id, "JobOrderID '" + jobOrderId + "' is none that this gateway gives");
        }
        return topLevel(states)
                .<Reading>map(state -> new Reading.Usable(maker.make(id.get(), state, substate(states, state))))
                .orElseGet(() -> new Reading.Unusable(
                        id,
                        "job order " + jobOrderId + " has no state with StateNumber 1 to 6, was " + numbers(states)));
    }

    /** The top-level state: the first entry without a way to a sub-state machine (OPC 10031-4 6.2.1). */
    private static Optional<JobState> topLevel(List<Isa95State> states) {
        return states.stream()
                .filter(ResponseMapping::isTopLevel)
                .findFirst()
                .flatMap(state -> JobState.ofNumber(state.stateNumber().longValue()));
    }

    /** The entry whose BrowsePath ends at the substate machine of the state; entries about other states are stale. */
    private static Optional<JobSubstate> substate(List<Isa95State> states, JobState state) {
        return states.stream()
                .filter(entry ->
                        machine(entry).filter(machine -> isOf(machine, state)).isPresent())
                .findFirst()
                .flatMap(entry -> JobSubstate.of(state, entry.stateNumber().longValue()));
    }

    private static Optional<String> machine(Isa95State state) {
        RelativePathElement[] elements = state.browsePath().getElements();
        return elements == null || elements.length == 0
                ? Optional.empty()
                : Optional.ofNullable(
                        elements[elements.length - 1].getTargetName().name());
    }

    private static boolean isOf(String machine, JobState state) {
        return machine.equals(state.text() + "Substates");
    }

    private static boolean isTopLevel(Isa95State state) {
        RelativePathElement[] elements = state.browsePath().getElements();
        return elements == null || elements.length == 0;
    }

    private static Optional<JobOrderId> id(@Nullable String value) {
        try {
            return Optional.ofNullable(value).map(JobOrderId::new);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static List<Long> numbers(List<Isa95State> states) {
        return states.stream().map(state -> state.stateNumber().longValue()).toList();
    }

    private static Optional<Instant> instant(@Nullable DateTime time) {
        return Optional.ofNullable(time).filter(DateTime::isNotNull).map(DateTime::getJavaInstant);
    }

    private interface Maker {
        JobResponse make(JobOrderId id, JobState state, Optional<JobSubstate> substate);
    }
}
