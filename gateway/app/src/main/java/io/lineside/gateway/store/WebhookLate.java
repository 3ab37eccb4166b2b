package io.lineside.gateway.store;

import io.lineside.model.WorkRequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * An order that a receiver did not take an event of: its events wait here, in order, while those of other orders go on.
 *
 * @param after the last position of the order that is settled
 * @param gap what was given up of it and has to be told
 * @param attempts how often in a row the next one failed
 * @param since when the first of these attempts failed
 * @param next not tried before
 * @param reason what became of the last attempt
 */
public record WebhookLate(
        WorkRequestId order,
        long after,
        Optional<WebhookGap> gap,
        int attempts,
        Instant since,
        Instant next,
        String reason) {}
