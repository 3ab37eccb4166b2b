package io.lineside.gateway.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How a webhook stands.
 *
 * @param position everything in the feed up to here was delivered, is late, or was given up
 * @param gap what was given up of all orders and has to be told first
 * @param failingSince when the first failed attempt was that no success followed
 * @param stop why nothing is sent any more
 */
public record WebhookState(
        long position, Optional<WebhookGap> gap, Optional<Instant> failingSince, Optional<Stop> stop) {
    /**
     * A receiver that does not want anything any more.
     *
     * @param reason for people
     * @param url whose answer that was; another one is tried
     */
    public record Stop(String reason, String url) {}
}
