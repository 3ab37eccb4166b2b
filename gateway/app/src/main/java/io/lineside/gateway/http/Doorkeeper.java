package io.lineside.gateway.http;

import io.lineside.config.Scope;
import io.lineside.gateway.access.Credential;
import io.lineside.gateway.access.KeyRing;
import io.lineside.gateway.access.token.TokenAnswer;
import io.lineside.gateway.access.token.Tokens;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody into the platform API without a key, a token or a certificate, but to what is public by the contract; where
 * the site has none at all, everybody on this machine is one and the same platform. Stands before everything else, even
 * before a body is read. Thread-safe.
 */
final class Doorkeeper {
    private static final Caller ANYBODY = new Caller(Credential.anybody());

    // RFC 9110, 11.4: the scheme in any case, then the token.
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S{1,8000})");

    private final Allowances allowances = new Allowances();
    private final Supplier<KeyRing> keys;
    private final Tokens tokens;
    private final Set<String> open;
    private final Clock clock;

    /** {@code open} are the paths that everybody may read. */
    Doorkeeper(Shop shop, Set<String> open, Clock clock) {
        this.keys = shop.keys();
        this.tokens = shop.tokens();
        this.open = Set.copyOf(open);
        this.clock = clock;
    }

    /** Finds out who sends a request, or answers it. */
    void identify(RoutingContext context) {
        KeyRing ring = keys.get();
        if (ring.platforms().isEmpty()) {
            ANYBODY.sends(context);
            context.next();
            return;
        }
        if (open.contains(context.normalizedPath())) {
            context.next();
            return;
        }
        List<String> given = context.request().headers().getAll("Authorization");
        if (given.isEmpty()) {
            byCertificate(context, ring);
            return;
        }
        Matcher bearer = BEARER.matcher(given.get(0));
        if (given.size() != 1 || !bearer.matches()) {
            unknown(context, "the key is unknown, was revoked or is over");
        } else if (bearer.group(1).contains(".") && !ring.issuers().isEmpty()) {
            byToken(context, ring, bearer.group(1));
        } else {
            ring.find(bearer.group(1), clock.instant())
                    .ifPresentOrElse(
                            found -> known(context, ring, found),
                            () -> unknown(context, "the key is unknown, was revoked or is over"));
        }
    }

    private void byCertificate(RoutingContext context, KeyRing ring) {
        Optional<X509Certificate> shown = certificate(context.request().sslSession());
        if (shown.isEmpty()) {
            // RFC 6750, 3: no error code for a request that has no credential at all.
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"lineside\"");
            nobody(
                    context,
                    "a key is needed, as Authorization: Bearer ls_...; the factory makes one by lineside key new");
            return;
        }
        ring.find(shown.get(), clock.instant())
                .ifPresentOrElse(
                        found -> known(context, ring, found),
                        () -> unknown(context, "the certificate is not known here, or is over"));
    }

    private static Optional<X509Certificate> certificate(@Nullable SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private void byToken(RoutingContext context, KeyRing ring, String token) {
        context.request().pause();
        Future.fromCompletionStage(
                        tokens.judge(token, ring.issuers()), context.vertx().getOrCreateContext())
                .onSuccess(answer -> {
                    context.request().resume();
                    judged(context, ring, answer);
                })
                .onFailure(failure -> {
                    context.request().resume();
                    context.fail(failure);
                });
    }

    private void judged(RoutingContext context, KeyRing ring, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Good good) {
            known(context, ring, good.credential());
        } else if (answer instanceof TokenAnswer.Bad bad) {
            unknown(context, bad.detail());
        } else {
            context.response().putHeader("Retry-After", "10");
            Problem.of(
                            503,
                            "issuer-away",
                            "The token can not be checked",
                            "the keys of the token's issuer could not be read yet; nothing was done, ask again in"
                                    + " 10 s")
                    .answer(context);
        }
    }

    private void known(RoutingContext context, KeyRing ring, Credential credential) {
        if (allowances.grant(context, credential, ring.platforms().orElseThrow())) {
            new Caller(credential).sends(context);
            context.next();
        }
    }

    /** Answers a request whose credential is none, or is none any more. */
    static void unknown(RoutingContext context, String detail) {
        if (context.response().headWritten()) {
            return;
        }
        context.response()
                .putHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"lineside\", error=\"invalid_token\", error_description=\"" + detail + "\"");
        nobody(context, detail);
    }

    private static void nobody(RoutingContext context, String detail) {
        Problem.of(401, "no-valid-key", "No valid key", detail).answer(context);
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
