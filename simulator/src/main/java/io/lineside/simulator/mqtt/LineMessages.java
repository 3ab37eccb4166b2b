package io.lineside.simulator.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.JobResponse;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.order.OrderJson;
import java.time.Instant;
import java.util.UUID;

/**
 * The messages that a line writes. Thread-safe.
 *
 * @param publisherId the line's topic prefix
 * @param bootId changes with every start of the line
 */
record LineMessages(String publisherId, String bootId, LineRuntime line) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ObjectNode status(boolean operational) {
        return envelope("ua-status")
                .put("Status", operational ? "Operational" : "Disabled")
                .put("BootId", bootId);
    }

    ObjectNode jobState(JobResponse response) {
        ObjectNode message = envelope("ua-event").put("BootId", bootId);
        message.set("JobResponse", response(response));
        return message;
    }

    ObjectNode answer(Request request, ObjectNode payload) {
        ObjectNode message = envelope("ua-action-response");
        copy(request.message(), message, "RequestorId");
        if (request.message().hasNonNull("CorrelationData")) {
            copy(request.message(), message, "CorrelationData");
        } else if (request.correlation() != null) {
            message.put("CorrelationData", request.correlation().hex());
        }
        ObjectNode action = message.putArray("Messages").addObject();
        copy(request.action(), action, "RequestId");
        copy(request.action(), action, "ActionTargetId");
        copy(request.action(), action, "Name");
        action.set("Payload", payload);
        return message;
    }

    /** An ISA95JobResponseDataType. */
    ObjectNode response(JobResponse response) {
        ObjectNode json = NODES.objectNode()
                .put("JobResponseID", response.jobResponseId())
                .put("JobOrderID", response.jobOrderId());
        response.startTime().ifPresent(time -> json.put("StartTime", shown(time)));
        response.endTime().ifPresent(time -> json.put("EndTime", shown(time)));
        ObjectNode state = json.putArray("JobState").addObject();
        state.putObject("StateText").put("Text", response.state().text());
        state.put("StateNumber", response.state().number());
        response.subState().ifPresent(sub -> {
            ObjectNode entry = json.withArray("JobState").addObject().put("BrowsePath", sub.browsePath());
            entry.putObject("StateText").put("Text", sub.text());
            entry.put("StateNumber", sub.number());
        });
        ArrayNode data = json.putArray("JobResponseData");
        data.addObject().put("ID", "ScrapQuantity").put("Value", response.scrap());
        if (line.switches().current().word(Switch.RESULTS).equals("units")) {
            response.built().forEach(parameter -> data.add(OrderJson.parameter(parameter)));
            units(response, data);
        }
        json.putArray("MaterialActuals").add(OrderJson.material(response.produced()));
        return json;
    }

    private static void units(JobResponse response, ArrayNode data) {
        if (!response.units().isEmpty()) {
            ArrayNode units = data.addObject()
                    .put("ID", "UnitResults")
                    .put("Value", response.units().size())
                    .putArray("Subparameters");
            response.units()
                    .forEach(unit ->
                            units.addObject().put("ID", unit.serial()).put("Value", unit.good() ? "Good" : "Scrap"));
        }
    }

    private ObjectNode envelope(String type) {
        return NODES.objectNode()
                .put("MessageId", UUID.randomUUID().toString())
                .put("MessageType", type)
                .put("PublisherId", publisherId)
                .put("Timestamp", shown(line.clock().instant()));
    }

    /** A moment by the clock that the line shows to others, right or wrong. */
    private String shown(Instant time) {
        return time.plus(line.switches().current().time(Switch.CLOCK_SKEW)).toString();
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        if (from.hasNonNull(field)) {
            to.set(field, from.get(field));
        }
    }
}
