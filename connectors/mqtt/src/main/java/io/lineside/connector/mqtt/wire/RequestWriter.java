package io.lineside.connector.mqtt.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobState;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/** Writes action requests. Thread-safe. */
public final class RequestWriter {
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final JobOrderWriter jobOrders = new JobOrderWriter();

    /** A command about one job order. */
    public byte[] command(Envelope envelope, JobCommand command) {
        ObjectNode payload = nodes.objectNode();
        command.order()
                .filter(order -> command.action().carriesOrder())
                .ifPresentOrElse(
                        order -> payload.set("JobOrder", jobOrders.write(order)),
                        () -> payload.put("JobOrderID", command.jobOrderId().value()));
        payload.putArray("Comment").addObject().put("Text", command.comment());
        return write(envelope, ActionTarget.of(command.action()), payload);
    }

    /** A question about one job order. */
    public byte[] query(Envelope envelope, JobOrderId jobOrderId) {
        ObjectNode payload = nodes.objectNode().put("JobOrderID", jobOrderId.value());
        return write(envelope, ActionTarget.RESPONSE_BY_ID, payload);
    }

    /** A question about every job order, whatever its state. */
    public byte[] list(Envelope envelope) {
        ObjectNode payload = nodes.objectNode();
        ArrayNode states = payload.putArray("JobOrderState");
        for (JobState state : JobState.values()) {
            ObjectNode entry = states.addObject();
            entry.putObject("StateText").put("Text", state.text());
            entry.put("StateNumber", state.number());
        }
        return write(envelope, ActionTarget.RESPONSES_BY_STATE, payload);
    }

    private byte[] write(Envelope envelope, ActionTarget target, ObjectNode payload) {
        ObjectNode request = nodes.objectNode();
        request.put("MessageId", envelope.id().toString());
        request.put("MessageType", "ua-action-request");
        request.put("PublisherId", envelope.publisherId());
        request.put("RequestorId", envelope.requestorId());
        request.put(
                "Timestamp", envelope.timestamp().truncatedTo(ChronoUnit.MILLIS).toString());
        request.put("ResponseAddress", envelope.responseAddress());
        request.put("CorrelationData", envelope.correlationHex());
        request.put("TimeoutHint", envelope.timeout().toMillis());
        ObjectNode message = request.putArray("Messages").addObject();
        message.put("RequestId", 1);
        message.put("ActionTargetId", target.id());
        message.put("Name", target.name());
        message.set("Payload", payload);
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }
}
