package io.lineside.gateway.site;

import io.lineside.config.PlatformsConfig;
import io.lineside.config.Site;
import io.lineside.config.WebhookConfig;
import io.lineside.config.source.Fault;
import io.lineside.gateway.notify.webhook.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Receivers of webhooks that name an address to which nothing would ever be sent; names are looked up only by sending. */
final class WebhookCheck {
    private WebhookCheck() {}

    static List<Fault> of(Site site) {
        return site.platforms().map(PlatformsConfig::webhooks).orElse(List.of()).stream()
                .flatMap(webhook -> refusal(webhook).stream())
                .toList();
    }

    private static Optional<Fault> refusal(WebhookConfig webhook) {
        String host = webhook.url().host();
        if (!host.contains(":") && !host.matches("[0-9.]+")) {
            return Optional.empty();
        }
        try {
            return new AddressGuard(webhook.reach().allowPrivate())
                    .refusal(InetAddress.getByName(host))
                    .map(refusal -> Fault.at(webhook.at().child("url"), "must be a public address, was " + refusal));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address needs no look-up", e);
        }
    }
}
