package io.lineside.connector.mqtt.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.model.job.JobResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Reads what lines send, within limits: 1 MiB a message, 64 levels deep. Thread-safe. */
public final class MessageReader {
    /** The largest message that is read, in bytes. */
    public static final int LARGEST_PAYLOAD = 1 << 20;

    private static final int DEEPEST_NESTING = 64;
    private static final int LONGEST_NUMBER = 100;

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LARGEST_PAYLOAD)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final JobResponseReader responses = new JobResponseReader();

    /** A job state message. */
    public JobResponse jobState(byte[] payload) throws MalformedMessageException {
        JsonObject message = parse(payload);
        return responses.read(message.object("JobResponse"), message.time("Timestamp"));
    }

    /** A line status message. */
    public LineStatus status(byte[] payload) throws MalformedMessageException {
        JsonObject message = parse(payload);
        return new LineStatus(
                message.requiredText("Status"), message.text("BootId").orElse(""));
    }

    /**
     * An answer; what it answers is read when the request is known.
     *
     * @param correlation of the MQTT property, in hexadecimal, for when the body says none; empty for none
     */
    public LineAnswer answer(byte[] payload, String correlation) throws MalformedMessageException {
        JsonObject message = parse(payload);
        String said = message.text("CorrelationData").orElse(correlation).toLowerCase(Locale.ROOT);
        if (said.isEmpty()) {
            throw message.missing("CorrelationData");
        }
        List<JsonObject> messages = message.objects("Messages");
        if (messages.isEmpty()) {
            throw message.missing("Messages[0]");
        }
        return new LineAnswer(said, messages.get(0), message.time("Timestamp"), responses);
    }

    private JsonObject parse(byte[] payload) throws MalformedMessageException {
        if (payload.length > LARGEST_PAYLOAD) {
            throw new MalformedMessageException(
                    "message", "must not be longer than " + LARGEST_PAYLOAD + " bytes, was " + payload.length);
        }
        try {
            JsonNode node = json.readTree(payload);
            if (!node.isObject()) {
                throw new MalformedMessageException("message", "must be a JSON object, was " + node.getNodeType());
            }
            return new JsonObject(node, "");
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new MalformedMessageException(
                    "message, column " + column, "must be JSON: " + JsonObject.quote(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MalformedMessageException("message", "must be readable: " + JsonObject.quote(e.toString()));
        }
    }
}
