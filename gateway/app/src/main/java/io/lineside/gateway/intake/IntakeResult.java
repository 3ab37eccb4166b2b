package io.lineside.gateway.intake;

import io.lineside.model.WorkRequestId;
import java.util.List;

/** The answer to a submission. */
public sealed interface IntakeResult {
    /** The order is durable now. */
    record Accepted(WorkRequestId id) implements IntakeResult {}

    /** The same submission was accepted before. */
    record Replayed(WorkRequestId id) implements IntakeResult {}

    /** The body is not JSON at all. */
    record Unreadable(String detail) implements IntakeResult {}

    /** The order cannot be made as it stands; every cause is named. */
    record Refused(List<Cause> causes) implements IntakeResult {
        /** Copies the list. */
        public Refused {
            causes = List.copyOf(causes);
        }
    }

    /** The idempotency key belongs to a submission with another body. */
    record KeyReused(WorkRequestId id) implements IntakeResult {}

    /** The external id belongs to another order of this tenant. */
    record ExternalIdTaken(WorkRequestId id) implements IntakeResult {}
}
