package io.lineside.gateway.http;

import io.lineside.config.ApiKeyConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Scope;
import io.lineside.gateway.access.Allowance;
import io.lineside.gateway.access.KeyRing;
import io.lineside.model.TenantId;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets nobody into the platform API without a key, but to what is public by the contract; where the site has no keys at
 * all, everybody on this machine is one and the same platform. Stands before everything else, even before a body is
 * read. Thread-safe.
 */
final class Doorkeeper {
    /** Whose orders are placed while the API is open. */
    private static final Caller ANYBODY = new Caller(new TenantId("default"), Set.of(Scope.values()));

    // RFC 9110, 11.4: the scheme in any case, then the token.
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S{1,200})");

    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();
    private final Supplier<KeyRing> keys;
    private final Set<String> open;
    private final Clock clock;

    /** {@code open} are the paths that everybody may read. */
    Doorkeeper(Supplier<KeyRing> keys, Set<String> open, Clock clock) {
        this.keys = keys;
        this.open = Set.copyOf(open);
        this.clock = clock;
    }

    /** Finds out who sends a request, or answers it. */
    void identify(RoutingContext context) {
        KeyRing ring = keys.get();
        Optional<PlatformsConfig> platforms = ring.platforms();
        if (platforms.isEmpty()) {
            ANYBODY.sends(context);
            context.next();
            return;
        }
        if (open.contains(context.normalizedPath())) {
            context.next();
            return;
        }
        Optional<ApiKeyConfig> key = credential(context).flatMap(text -> ring.find(text, clock.instant()));
        if (key.isEmpty()) {
            unknown(context);
        } else if (isAllowed(context, key.get(), platforms.get())) {
            new Caller(key.get().tenant(), key.get().scopes()).sends(context);
            context.next();
        }
    }

    private static Optional<String> credential(RoutingContext context) {
        List<String> given = context.request().headers().getAll("Authorization");
        if (given.size() != 1) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(given.get(0));
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    private static void unknown(RoutingContext context) {
        boolean tried = context.request().headers().contains("Authorization");
        // RFC 6750, 3: no error code for a request that has no credential at all.
        context.response()
                .putHeader(
                        "WWW-Authenticate", "Bearer realm=\"lineside\"" + (tried ? ", error=\"invalid_token\"" : ""));
        String detail = tried
                ? "the key is unknown, was revoked or is over"
                : "a key is needed, as Authorization: Bearer ls_...; the factory makes one by lineside key new";
        Problem.of(401, "no-valid-key", "No valid key", detail).answer(context);
    }

    private boolean isAllowed(RoutingContext context, ApiKeyConfig key, PlatformsConfig limits) {
        Allowance allowance =
                allowances.computeIfAbsent(key.id(), id -> new Allowance(limits.burst(), System.nanoTime()));
        Allowance.Answer answer = allowance.take(limits.perSecond(), limits.burst(), System.nanoTime());
        int window = Math.max(1, limits.burst() / limits.perSecond());
        HttpServerResponse response = context.response()
                .putHeader("RateLimit-Policy", "\"key\";q=" + limits.burst() + ";w=" + window)
                .putHeader("RateLimit", "\"key\";r=" + answer.left() + ";t=" + answer.waitSeconds());
        if (answer.granted()) {
            return true;
        }
        response.putHeader("Retry-After", String.valueOf(answer.waitSeconds()));
        Problem.of(
                        429,
                        "too-many-requests",
                        "Too many requests",
                        "this key may make " + limits.perSecond() + " requests a second and " + limits.burst()
                                + " at once; nothing was done, ask again in " + answer.waitSeconds() + " s")
                .answer(context);
        return false;
    }

    /** Answers a request whose key is not for this. */
    static void require(Scope scope, RoutingContext context) {
        if (Caller.of(context).scopes().contains(scope)) {
            context.next();
            return;
        }
        context.response()
                .putHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"lineside\", error=\"insufficient_scope\", scope=\"" + scope.word() + "\"");
        Problem.of(403, "wrong-scope", "The key is not for this", "the key needs the scope " + scope.word())
                .answer(context);
    }
}
