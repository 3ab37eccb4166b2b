package io.lineside.connector.mqtt.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads job responses (ISA95JobResponseDataType). Thread-safe. */
final class JobResponseReader {
    private final ValueReader values = new ValueReader();

    JobResponse read(JsonObject json, Optional<Instant> reportedAt) throws MalformedMessageException {
        JobOrderId id = jobOrderId(json);
        JobState state = state(json);
        return new JobResponse(
                json.text("JobResponseID").orElse(""),
                id,
                state,
                reportedAt,
                json.time("StartTime"),
                json.time("EndTime"),
                parameters(json, "JobResponseData"),
                materials(json),
                substate(json, state));
    }

    /** Whether the response is about a job order whose id a gateway could have given. */
    boolean isOurs(JsonObject json) {
        try {
            jobOrderId(json);
            return true;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static JobOrderId jobOrderId(JsonObject json) throws MalformedMessageException {
        String id = json.requiredText("JobOrderID");
        try {
            return new JobOrderId(id);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(
                    json.at("JobOrderID"), "must be the id of a job order, was " + JsonObject.quote(id));
        }
    }

    /** The entry without BrowsePath is the top-level state (OPC 10031-4 ISA95StateDataType). */
    private static JobState state(JsonObject json) throws MalformedMessageException {
        for (JsonObject entry : json.objects("JobState")) {
            if (entry.text("BrowsePath").orElse("").isEmpty()) {
                var number = entry.whole("StateNumber").orElseThrow(() -> entry.missing("StateNumber"));
                return JobState.ofNumber(number.longValue())
                        .orElseThrow(() -> new MalformedMessageException(
                                entry.at("StateNumber"), "must be 1 to 6, was " + number));
            }
        }
        throw json.missing("JobState[0]");
    }

    /** The entry of the state's own substate machine; one that the standard does not know says nothing to us. */
    private static Optional<JobSubstate> substate(JsonObject json, JobState state) throws MalformedMessageException {
        for (JsonObject entry : json.objects("JobState")) {
            if (entry.text("BrowsePath").orElse("").equals(state.text() + "Substates")) {
                return entry.whole("StateNumber").flatMap(number -> JobSubstate.of(state, number.longValue()));
            }
        }
        return Optional.empty();
    }

    private List<JobParameter> parameters(JsonObject json, String name) throws MalformedMessageException {
        List<JobParameter> parameters = new ArrayList<>();
        for (JsonObject entry : json.objects(name)) {
            String id = entry.text("ID").orElse("");
            Optional<JsonNode> value = entry.member("Value").filter(JsonNode::isValueNode);
            if (!id.isBlank() && value.isPresent()) {
                parameters.add(new JobParameter(
                        id,
                        values.read(value.get()),
                        entry.text("EngineeringUnits").orElse(null),
                        parameters(entry, "Subparameters")));
            }
        }
        return parameters;
    }

    private List<Material> materials(JsonObject json) throws MalformedMessageException {
        List<Material> materials = new ArrayList<>();
        for (JsonObject entry : json.objects("MaterialActuals")) {
            Optional<MaterialUse> use =
                    MaterialUse.ofText(entry.text("MaterialUse").orElse(null));
            if (use.isPresent()) {
                materials.add(new Material(
                        entry.text("MaterialDefinitionID").orElse(null),
                        entry.text("MaterialLotID").orElse(null),
                        entry.text("MaterialSublotID").orElse(null),
                        use.get(),
                        values.quantity(entry, use.get()).orElse(null),
                        entry.text("EngineeringUnits").orElse(null)));
            }
        }
        return materials;
    }
}
