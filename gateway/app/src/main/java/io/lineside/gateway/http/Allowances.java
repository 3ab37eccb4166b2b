package io.lineside.gateway.http;

import io.lineside.config.PlatformsConfig;
import io.lineside.gateway.access.Allowance;
import io.lineside.gateway.access.Credential;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the requests of each caller. Tokens may name ever new ones: who has rested long enough is forgotten. Thread-safe. */
final class Allowances {
    private static final int MANY = 10_000;

    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    /** Whether this request may go on; answers it otherwise. */
    boolean grant(RoutingContext context, Credential credential, PlatformsConfig limits) {
        long now = System.nanoTime();
        if (allowances.size() > MANY) {
            allowances.values().removeIf(allowance -> allowance.isFull(limits.perSecond(), limits.burst(), now));
        }
        Allowance allowance = allowances.computeIfAbsent(credential.name(), name -> new Allowance(limits.burst(), now));
        Allowance.Answer answer = allowance.take(limits.perSecond(), limits.burst(), now);
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
}
