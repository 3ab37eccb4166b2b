package io.lineside.gateway.store;

/**
 * Events that a receiver was not given and has to be told of.
 *
 * @param after they came after this position of the feed
 * @param upTo and not after this one
 */
public record WebhookGap(long after, long upTo) {
    /** A gap that begins where this one does and ends there. */
    public WebhookGap upTo(long position) {
        return new WebhookGap(after, Math.max(upTo, position));
    }
}
