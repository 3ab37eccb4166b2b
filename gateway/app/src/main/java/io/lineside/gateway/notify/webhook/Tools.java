package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.store.WebhookStore;
import java.time.Clock;

/**
 * What every webhook works with.
 *
 * @param feed where events come from
 * @param store where each webhook's progress is kept
 * @param schedule the thread on which all of them work
 * @param clock the time that signatures and pauses go by
 * @param names looks hosts up
 * @param couriers bring what is sent
 */
public record Tools(
        ChangeFeed feed, WebhookStore store, Schedule schedule, Clock clock, Names names, Couriers couriers) {}
