package io.lineside.gateway.reload;

import io.lineside.config.ApiKeyConfig;
import io.lineside.config.CertificateConfig;
import io.lineside.config.JwtConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Site;
import io.lineside.config.source.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says in words what a new site changes about who may use the platform API. */
final class AccessChanges {
    /** So that what only stands elsewhere is the same. */
    private static final Position ANYWHERE = Position.startOf(Path.of("platforms.yaml"));

    private AccessChanges() {}

    /** One sentence for each that is new, gone or another. */
    static List<String> words(Site was, Site is) {
        List<String> words = new ArrayList<>();
        if (was.platforms().isEmpty() != is.platforms().isEmpty()) {
            words.add(
                    is.platforms().isEmpty()
                            ? "the platform API is open to this machine"
                            : "the platform API is closed to all but those in platforms.yaml");
        }
        if (was.platforms().isPresent()
                && is.platforms().isPresent()
                && !limits(was).equals(limits(is))) {
            words.add("the limit of requests is " + limits(is).orElseThrow());
        }
        Map<String, Object> before = everybody(was.platforms());
        Map<String, Object> now = everybody(is.platforms());
        now.forEach((name, one) -> {
            Object other = before.get(name);
            if (other == null) {
                words.add(name + " is new");
            } else if (!other.equals(one)) {
                words.add(name + " is changed");
            }
        });
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> words.add(name + " is revoked"));
        return words;
    }

    private static Optional<String> limits(Site site) {
        return site.platforms().map(file -> file.perSecond() + " a second and " + file.burst() + " at once");
    }

    private static Map<String, Object> everybody(Optional<PlatformsConfig> platforms) {
        Map<String, Object> all = new TreeMap<>();
        platforms.ifPresent(file -> {
            file.keys().forEach(key -> all.put("key " + key.id() + " of " + key.tenant(), plain(key)));
            file.certificates()
                    .forEach(one -> all.put("certificate " + one.mark() + " of " + one.tenant(), plain(one)));
            file.jwt().forEach(issuer -> all.put("issuer " + issuer.issuer(), plain(issuer)));
        });
        return all;
    }

    private static ApiKeyConfig plain(ApiKeyConfig key) {
        return new ApiKeyConfig(key.id(), key.tenant(), key.scopes(), key.sha256(), key.until(), ANYWHERE);
    }

    private static CertificateConfig plain(CertificateConfig one) {
        return new CertificateConfig(one.mark(), one.tenant(), one.scopes(), one.until(), ANYWHERE);
    }

    private static JwtConfig plain(JwtConfig issuer) {
        return new JwtConfig(
                issuer.issuer(),
                issuer.audience(),
                issuer.keys(),
                issuer.caFile(),
                issuer.algorithms(),
                issuer.claims(),
                issuer.tenants(),
                issuer.leeway(),
                ANYWHERE);
    }
}
