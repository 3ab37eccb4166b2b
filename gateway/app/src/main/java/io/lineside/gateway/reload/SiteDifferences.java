package io.lineside.gateway.reload;

import io.lineside.config.LineConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Site;
import io.lineside.config.WebhookConfig;
import io.lineside.config.product.ProductConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words what a new site changes, for the log and for who asked for it. */
final class SiteDifferences {
    private SiteDifferences() {}

    /** One sentence for each line and product version; at least one. */
    static List<String> words(Site was, Site is, LineChanges lines) {
        List<String> words = new ArrayList<>();
        lines.added().forEach(id -> words.add("line " + id + " is new"));
        lines.changed().forEach(id -> words.add("line " + id + " is connected anew"));
        lines.removed().forEach(id -> words.add("line " + id + " is gone"));
        for (LineConfig line : is.lines()) {
            was.line(line.id())
                    .filter(before -> !lines.changed().contains(line.id()) && !sameButPlace(before, line))
                    .ifPresent(before -> words.add("line " + line.id() + " is changed and stays connected"));
        }
        Map<String, ProductConfig> before = products(was);
        Map<String, ProductConfig> now = products(is);
        now.forEach((name, product) -> {
            ProductConfig old = before.get(name);
            if (old == null) {
                words.add("product " + name + " is new");
            } else if (!old.equals(product)) {
                words.add(
                        "product " + name + " is written anew under the same version; orders on hand stay as planned");
            }
        });
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> words.add("product " + name + " is gone; orders on hand stay as planned"));
        words.addAll(AccessChanges.words(was, is));
        words.addAll(WebhookChanges.words(webhooks(was), webhooks(is)));
        words.addAll(DoorChanges.words(was, is));
        if (words.isEmpty()) {
            words.add("site.yaml is changed");
        }
        return words;
    }

    private static List<WebhookConfig> webhooks(Site site) {
        return site.platforms().map(PlatformsConfig::webhooks).orElse(List.of());
    }

    private static boolean sameButPlace(LineConfig one, LineConfig other) {
        return one.capabilities().equals(other.capabilities())
                && one.limits().equals(other.limits())
                && one.drain() == other.drain();
    }

    private static Map<String, ProductConfig> products(Site site) {
        return site.products().stream()
                .collect(Collectors.toMap(
                        product -> product.id() + "@" + product.version(),
                        Function.identity(),
                        (a, b) -> a,
                        TreeMap::new));
    }
}
