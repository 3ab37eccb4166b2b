package io.lineside.gateway.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;

/** One sentence for each kind of ledger event. Pure; thread-safe. */
final class EventWords {
    private EventWords() {}

    static String of(EventType type, JsonNode data) {
        return sentence(type, data) + reason(data);
    }

    private static String sentence(EventType type, JsonNode data) {
        String line = data.path("line").asText();
        return switch (type) {
            case ORDER_ACCEPTED ->
                "accepted and durable: " + data.path("quantity").asInt() + " piece(s)";
            case ORDER_RELEASED ->
                "released: " + data.path("jobs").asInt() + " job(s) at "
                        + data.path("lines").asText();
            case ORDER_ACTED -> "the platform asked: " + data.path("action").asText();
            case JOB_RESUMED -> "let go by the platform; waits for " + line;
            case ORDER_RESTORED -> "the store was put back from a backup";
            case ORDER_STATE_CHANGED ->
                "the order went from " + data.path("from").asText() + " to "
                        + data.path("to").asText();
            case JOB_PLANNED ->
                "planned for " + line + ": " + data.path("quantity").asInt() + " piece(s)" + why(data);
            case JOB_SENDING ->
                "to be sent to " + line + ", attempt " + data.path("attempt").asInt() + memory(data);
            case JOB_ACCEPTED_BY_LINE ->
                "taken by " + line + " (" + data.path("phase").asText() + ")";
            case JOB_NOT_DELIVERED -> "never reached " + line + " and waits again";
            case JOB_REFUSED_BY_LINE ->
                data.path("phase").asText().equals(JobPhase.STORED.text())
                        ? "kept by " + line + ", which does not start it for now"
                        : "refused by " + line + " for now and waits again";
            case JOB_REROUTED -> "goes to " + line;
            case JOB_IN_DOUBT -> "in doubt: nobody knows whether " + line + " has it";
            case JOB_DOUBT_SETTLED -> "doubt settled: " + data.path("phase").asText() + " at " + line;
            case JOB_RUNNING -> "being made at " + line + counts(data);
            case JOB_PROGRESSED -> "progress" + counts(data);
            case JOB_INTERRUPTED -> "interrupted at " + line + counts(data);
            case JOB_ENDED -> "finished at " + line + counts(data);
            case JOB_ABORTED -> "given up at " + line + counts(data);
            case JOB_FAILED -> "failed";
            case JOB_CANCELLED -> "cancelled";
            case JOB_HELD -> "held for a person";
            case JOB_QUARANTINED -> "quarantined";
            case JOB_DECIDED ->
                "decided by a person, now " + data.path("phase").asText() + " at " + line + counts(data);
            case JOB_CLEARED -> "forgotten by " + line + " as told";
            case JOB_CANCEL_ASKED -> "cancelled by its platform: " + line + " is asked not to make it";
            case ORDER_ERASED -> "what is personal in it was overwritten";
            case JOB_QUANTITY_LOWERED -> "lowered to " + data.path("quantity").asInt() + " piece(s)";
        };
    }

    private static String why(JsonNode data) {
        String why = data.path("why").asText();
        String again = data.hasNonNull("replaces")
                ? " again, for " + data.path("replaces").asText()
                : "";
        return again + (why.isEmpty() ? "" : " (" + why + ")");
    }

    private static String memory(JsonNode data) {
        return data.hasNonNull("memory") ? " (" + data.path("memory").asText() + ")" : "";
    }

    private static String counts(JsonNode data) {
        int scrap = data.path("scrap").asInt();
        return ", " + data.path("good").asInt() + " of " + data.path("quantity").asInt() + " made"
                + (scrap > 0 ? ", " + scrap + " scrapped" : "");
    }

    private static String reason(JsonNode data) {
        String reason = data.path("reason").asText();
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
