package io.lineside.gateway.reload;

import io.lineside.config.WebhookConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words which receivers of webhooks a new site changes. */
final class WebhookChanges {
    private WebhookChanges() {}

    /** One sentence for each that is new, gone or written anew. */
    static List<String> words(List<WebhookConfig> was, List<WebhookConfig> is) {
        List<String> words = new ArrayList<>();
        Map<String, WebhookConfig> before = byName(was);
        Map<String, WebhookConfig> now = byName(is);
        now.forEach((name, webhook) -> {
            WebhookConfig old = before.get(name);
            if (old == null) {
                words.add("webhook " + name + " is new");
            } else if (!old.equals(webhook)) {
                words.add("webhook " + name + " is changed and goes on where it was");
            }
        });
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> words.add("webhook " + name + " is gone; where it was is kept"));
        return words;
    }

    private static Map<String, WebhookConfig> byName(List<WebhookConfig> webhooks) {
        return webhooks.stream()
                .collect(Collectors.toMap(
                        webhook -> webhook.tenant() + "/" + webhook.id(),
                        Function.identity(),
                        (a, b) -> a,
                        TreeMap::new));
    }
}
