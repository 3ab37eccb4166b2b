package io.lineside.simulator.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.simulator.job.Command;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.job.Reply;
import io.lineside.simulator.job.ReturnStatus;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.OrderJson;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Does what a request asks for; answers its payload. Thread-safe. */
record RequestHandler(JobControl jobs, LineMessages messages) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ObjectNode handle(Request request) {
        if (request.fault().isPresent()) {
            return payload(invalid(request.fault().get()));
        }
        try {
            return switch (request.name()) {
                case "RequestJobResponseByJobOrderID" -> responseById(jobOrderId(request.payload()));
                case "RequestJobResponseByJobOrderState" -> responsesByState(request.payload());
                default -> command(request);
            };
        } catch (IllegalArgumentException e) {
            return payload(invalid(String.valueOf(e.getMessage())));
        }
    }

    private ObjectNode command(Request request) {
        Optional<Command> command = Command.named(request.name());
        if (command.isEmpty()) {
            return payload(invalid("Messages[0].Name: must be a method of OPC 10031-4, was '" + request.name() + "'"));
        }
        if (!command.get().takesJobOrder()) {
            return payload(jobs.command(command.get(), jobOrderId(request.payload())));
        }
        JobOrder order = OrderJson.read(request.payload().path("JobOrder"));
        topicSafe(order.jobOrderId());
        return payload(jobs.command(command.get(), order));
    }

    private ObjectNode responseById(String jobOrderId) {
        Optional<JobSnapshot> job = jobs.job(jobOrderId);
        if (job.isEmpty()) {
            return payload(
                    Reply.refused(ReturnStatus.UNKNOWN_JOB_ORDER_ID, "JobOrderID: unknown, was '" + jobOrderId + "'"));
        }
        ObjectNode payload = payload(Reply.DONE);
        payload.set("JobResponse", messages.response(job.get().response()));
        return payload;
    }

    private ObjectNode responsesByState(JsonNode payload) {
        JsonNode states = payload.path("JobOrderState");
        if (!states.isArray()) {
            throw new IllegalArgumentException(
                    "JobOrderState: must be a list of states, was " + (states.isMissingNode() ? "missing" : states));
        }
        Set<Integer> wanted = new HashSet<>();
        states.forEach(state -> {
            if (state.path("BrowsePath").asText("").isEmpty()) {
                wanted.add(state.path("StateNumber").asInt());
            }
        });
        ObjectNode answer = payload(Reply.DONE);
        ArrayNode responses = answer.putArray("JobResponses");
        jobs.jobs().stream()
                .filter(job -> wanted.contains(job.response().state().number()))
                .forEach(job -> responses.add(messages.response(job.response())));
        return answer;
    }

    private static String jobOrderId(JsonNode payload) {
        JsonNode id = payload.path("JobOrderID");
        if (!id.isTextual()) {
            throw new IllegalArgumentException(
                    "JobOrderID: must be text, was " + (id.isMissingNode() ? "missing" : id));
        }
        return id.textValue();
    }

    // The id becomes a level of a topic.
    private static void topicSafe(String jobOrderId) {
        if (!LineTopics.canBeLevel(jobOrderId)) {
            throw new IllegalArgumentException("JobOrderID: must not contain + # /, was '" + jobOrderId + "'");
        }
    }

    private static Reply invalid(String text) {
        return Reply.refused(ReturnStatus.INVALID_REQUEST, text);
    }

    private static ObjectNode payload(Reply reply) {
        ObjectNode payload =
                NODES.objectNode().put("ReturnStatus", reply.status().bits());
        return reply.isDone() ? payload : payload.put("Text", reply.text());
    }
}
