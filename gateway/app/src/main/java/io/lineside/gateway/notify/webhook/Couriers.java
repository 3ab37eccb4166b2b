package io.lineside.gateway.notify.webhook;

import io.lineside.config.WebhookConfig;

/** Makes a courier for each receiver, so that connections of one are never waited for by another. Thread-safe. */
@FunctionalInterface
public interface Couriers {
    /** A courier with as many connections as the receiver may have, who trusts whom it says. */
    Courier to(WebhookConfig receiver);
}
