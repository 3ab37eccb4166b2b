package io.lineside.gateway.store;

import io.lineside.model.WorkRequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to deliver an event, or its end.
 *
 * @param seq rising for a webhook; 0 until it is kept
 * @param attempt 1 for the first
 * @param status that the receiver answered; empty where it did not
 * @param millis how long it took
 * @param detail what went wrong; empty for a success
 */
public record WebhookDelivery(
        long seq,
        String eventId,
        String eventType,
        Optional<WorkRequestId> order,
        Instant at,
        int attempt,
        Outcome outcome,
        Optional<Integer> status,
        long millis,
        String detail) {
    /** What came of it. */
    public enum Outcome {
        /** The receiver has it. */
        DELIVERED("Delivered"),
        /** It will be tried again. */
        FAILED("Failed"),
        /** It will not be tried again; a gap event tells of it. */
        GIVEN_UP("GivenUp");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** The word in the store and in the API. */
        public String text() {
            return text;
        }

        static Outcome ofText(String text) {
            for (Outcome outcome : values()) {
                if (outcome.text.equals(text)) {
                    return outcome;
                }
            }
            throw new IllegalArgumentException("no outcome of a delivery is called '" + text + "'");
        }
    }
}
