package io.lineside.gateway;

import io.lineside.config.PlatformsConfig;
import io.lineside.config.WebhookConfig;
import io.lineside.gateway.access.token.Tokens;
import io.lineside.gateway.http.courier.WebhookClient;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.webhook.SystemNames;
import io.lineside.gateway.notify.webhook.Tools;
import io.lineside.gateway.notify.webhook.WebhookThread;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** What follows {@code platforms.yaml} of the site in force: the webhooks, and the keys of the issuers of tokens. Thread-safe. */
final class Platforms implements AutoCloseable {
    private final CurrentSite current;
    private final WebhookThread thread = new WebhookThread();
    private final SystemNames names = new SystemNames();
    private final WebhookClient client = new WebhookClient();
    private final Webhooks webhooks;
    private final Tokens tokens;

    Platforms(ChangeFeed feed, Store store, CurrentSite current, Clock clock) {
        this.current = current;
        this.tokens = new Tokens(clock);
        this.webhooks =
                new Webhooks(new Tools(feed, store.webhooks(), thread, clock, names, client), new SecureRandom());
    }

    /** Begins to send, and follows the site from now on. */
    void start() {
        current.onChange(this::become);
        become(current.get());
    }

    private void become(Edition edition) {
        webhooks.become(wanted(edition));
        tokens.become(edition.keys().issuers());
    }

    Tokens tokens() {
        return tokens;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    private static List<WebhookConfig> wanted(Edition edition) {
        return edition.site().platforms().map(PlatformsConfig::webhooks).orElse(List.of());
    }

    /** Keeps what was delivered; the store must still be open. */
    @Override
    public void close() {
        webhooks.close();
        tokens.close();
        client.close();
        names.close();
        thread.close();
    }
}
