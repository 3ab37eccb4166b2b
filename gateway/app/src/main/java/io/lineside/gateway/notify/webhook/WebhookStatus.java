package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.store.WebhookState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a webhook is, as it was a moment ago.
 *
 * @param kept how far it came
 * @param behind events that have been read and wait to be sent; of those behind a failing receiver only the first are read
 * @param lateOrders orders that are late because attempts failed, and how many there are
 * @param lastDelivered when a delivery last succeeded since the gateway started
 * @param lastFailure what last went wrong since then
 * @param nextAttempt when a failing receiver is tried next
 * @param counts of deliveries since the gateway started
 */
public record WebhookStatus(
        WebhookState kept,
        int behind,
        Late lateOrders,
        Optional<Instant> lastDelivered,
        Optional<String> lastFailure,
        Optional<Instant> nextAttempt,
        Counts counts) {
    /** How many attempts succeeded and failed, and how many events were given up. */
    public record Counts(long delivered, long failed, long givenUp) {}

    /**
     * Orders that are late.
     *
     * @param first up to ten of them, by id
     */
    public record Late(int count, List<String> first) {
        /** Copies the list. */
        public Late {
            first = List.copyOf(first);
        }
    }

    /** What a person has to know first. */
    public enum Condition {
        /** Everything is delivered as it happens. */
        ACTIVE("active"),
        /** The last attempts failed; they go on. */
        FAILING("failing"),
        /** The receiver is gone; nothing is sent until somebody resumes it. */
        STOPPED("stopped");

        private final String word;

        Condition(String word) {
            this.word = word;
        }

        /** The word in the API. */
        public String word() {
            return word;
        }
    }

    /** What a person has to know first. */
    public Condition condition() {
        if (kept.stop().isPresent()) {
            return Condition.STOPPED;
        }
        return kept.failingSince().isPresent() || lateOrders.count() > 0 ? Condition.FAILING : Condition.ACTIVE;
    }
}
