package io.lineside.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of a tenant's feed: every event of its orders after a position, in the order in which they were committed.
 *
 * @param reached the position up to which the feed is known now: where to go on, also when there is no event
 * @param more whether there are further events already
 * @param last the last position of the whole ledger; a reader that claims to have been beyond it was never here
 * @param restored when the store was put back from a backup between the two positions, the last time it was: what was read
 *     before may not have happened as far as the gateway knows
 */
public record FeedPage(List<FeedEvent> events, long reached, boolean more, long last, Optional<Instant> restored) {
    /** Copies the list. */
    public FeedPage {
        events = List.copyOf(events);
    }

    /** Its first {@code limit} events; the page itself where there are no more. */
    public FeedPage first(int limit) {
        if (events.size() <= limit) {
            return this;
        }
        return new FeedPage(events.subList(0, limit), events.get(limit - 1).position(), true, last, restored);
    }
}
