package io.lineside.gateway.door;

import io.lineside.gateway.door.format.OrderText;
import io.lineside.gateway.intake.Refusal;
import io.lineside.model.work.WorkRequest;
import java.util.Optional;

/**
 * What became of one order of a document: it is an order of ours, or it was refused.
 *
 * @param text of the order
 * @param request the order, durable; empty where it was refused
 * @param replayed whether it was there before
 * @param refusal why it was not taken; empty where it is
 */
public record OrderAnswer(OrderText text, Optional<WorkRequest> request, boolean replayed, Optional<Refusal> refusal) {
    static OrderAnswer taken(OrderText text, WorkRequest request, boolean replayed) {
        return new OrderAnswer(text, Optional.of(request), replayed, Optional.empty());
    }

    static OrderAnswer refused(OrderText text, Refusal refusal) {
        return new OrderAnswer(text, Optional.empty(), false, Optional.of(refusal));
    }
}
