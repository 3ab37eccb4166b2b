package io.lineside.config;

import io.lineside.config.source.Position;
import io.lineside.config.source.Secret;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A receiver to which the gateway sends what happens to the orders of one tenant.
 *
 * @param id names it, once for each tenant
 * @param secrets that sign each delivery, one or, while one takes the place of another, two
 * @param events that are sent; default all
 * @param reach where it may be
 * @param timeout how long one delivery may take, PT1S to PT1M, default PT10S
 * @param concurrency how many orders may be told of at once, 1 to 16, default 4
 * @param giveUpAfter how long an event is tried, PT1M to P7D, default P1D; the receiver is told of what it did not get
 * @param at where it stands
 */
public record WebhookConfig(
        String id,
        TenantId tenant,
        WebhookUrl url,
        List<Secret> secrets,
        Set<EventType> events,
        Reach reach,
        Duration timeout,
        int concurrency,
        Duration giveUpAfter,
        Position at) {
    /** Copies the collections. */
    public WebhookConfig {
        secrets = List.copyOf(secrets);
        events = Set.copyOf(events);
    }

    /**
     * What a receiver may be beside a public server with a certificate that the world trusts.
     *
     * @param allowPrivate networks that may be reached though they are private; default none
     * @param allowHttp whether it may be sent to without encryption, default false
     * @param caFile PEM of the only authorities that are trusted; empty for those of the Java runtime
     */
    public record Reach(List<Network> allowPrivate, boolean allowHttp, Optional<Path> caFile) {
        /** Copies the list. */
        public Reach {
            allowPrivate = List.copyOf(allowPrivate);
        }
    }
}
