package io.lineside.gateway.intake;

import io.lineside.model.WorkRequestId;
import io.lineside.model.work.WorkRequest;
import java.util.List;

/** The answer to a submission. */
public sealed interface IntakeResult {
    /** The order is durable now, exactly as it is here. */
    record Accepted(WorkRequest request) implements IntakeResult {}

    /** The same submission was accepted before. */
    record Replayed(WorkRequestId id) implements IntakeResult {}

    /** The body is not JSON at all. */
    record Unreadable(String detail) implements IntakeResult {}

    /** So many orders are under way already that this one was not looked at; trying again in a moment is safe. */
    record Busy() implements IntakeResult {}

    /**
     * The order cannot be made as it stands; every cause is named.
     *
     * @param causes the first {@link #MOST_CAUSES} of them, so that a small body of nothing but faults gets no huge answer
     * @param found how many there are
     */
    record Refused(List<Cause> causes, int found) implements IntakeResult {
        /** So many causes are named one by one. */
        public static final int MOST_CAUSES = 1_000;

        /** Keeps a copy of as many causes as are named. */
        public Refused {
            causes = List.copyOf(causes.subList(0, Math.min(causes.size(), MOST_CAUSES)));
        }

        /** All of these causes. */
        static Refused of(List<Cause> causes) {
            return new Refused(causes, causes.size());
        }
    }

    /** The idempotency key belongs to a submission with another body. */
    record KeyReused(WorkRequestId id) implements IntakeResult {}

    /** The external id belongs to another order of this tenant. */
    record ExternalIdTaken(WorkRequestId id) implements IntakeResult {}
}
