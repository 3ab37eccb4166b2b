package io.lineside.gateway.store;

import io.lineside.model.WorkRequestId;
import java.util.List;
import java.util.Set;

/**
 * How far a webhook came, to be kept at once or not at all.
 *
 * @param late orders that are late, as they are now; those that are not named stay as they were kept
 * @param caughtUp orders that are not late any more
 * @param deliveries for the log, in the order in which they were made
 */
public record WebhookProgress(
        WebhookState state, List<WebhookLate> late, Set<WorkRequestId> caughtUp, List<WebhookDelivery> deliveries) {
    /** Copies the collections. */
    public WebhookProgress {
        late = List.copyOf(late);
        caughtUp = Set.copyOf(caughtUp);
        deliveries = List.copyOf(deliveries);
    }
}
