package io.lineside.gateway.access.token;

import io.lineside.config.JwtConfig;
import io.lineside.config.KeySetPlace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Judges tokens by the keys of their issuers, which outlive a change of the site. No method blocks; keys are fetched on a
 * thread of its own. Thread-safe.
 */
public final class Tokens implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "lineside-issuers");
        made.setDaemon(true);
        return made;
    });
    private final Map<Source, KeySet> sets = new ConcurrentHashMap<>();
    private final Clock clock;
    private final LongSupplier nanos;
    private final RefusalLog log;

    private record Source(KeySetPlace place, Optional<Path> caFile) {
        static Source of(JwtConfig issuer) {
            return new Source(issuer.keys(), issuer.caFile());
        }
    }

    /** Judges by this clock. */
    public Tokens(Clock clock) {
        this(clock, System::nanoTime);
    }

    Tokens(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.log = new RefusalLog(nanos);
    }

    /** Fetches the keys of these issuers, so that the first token need not wait, and forgets those of others. */
    public void become(List<JwtConfig> issuers) {
        Set<Source> wanted = new HashSet<>();
        issuers.forEach(issuer -> wanted.add(Source.of(issuer)));
        sets.keySet().retainAll(wanted);
        issuers.forEach(issuer -> {
            var unused = set(issuer).readAnew();
        });
    }

    /** Judges a token by the issuer that it names, if it is one of these. */
    public CompletionStage<TokenAnswer> judge(String token, List<JwtConfig> issuers) {
        try {
            TokenText text = TokenText.read(token);
            String named = text.claims().path("iss").asText("");
            JwtConfig issuer = issuers.stream()
                    .filter(known -> known.issuer().equals(named))
                    .findFirst()
                    .orElseThrow(() -> new RefusedTokenException(TokenRule.ISSUER));
            return judge(text, issuer);
        } catch (RefusedTokenException e) {
            return CompletableFuture.completedFuture(refused(e.rule(), "-"));
        }
    }

    private CompletionStage<TokenAnswer> judge(TokenText text, JwtConfig issuer) {
        try {
            TokenHead head = TokenHead.read(text.header(), issuer);
            return set(issuer).having(head.keyId()).thenApply(keys -> keys.map(
                            known -> judge(text, head, known, issuer))
                    .orElseGet(() -> new TokenAnswer.Unknown(issuer.issuer())));
        } catch (RefusedTokenException e) {
            return CompletableFuture.completedFuture(refused(e.rule(), issuer.issuer()));
        }
    }

    private TokenAnswer judge(TokenText text, TokenHead head, PublicKeys keys, JwtConfig issuer) {
        try {
            RefusedTokenException.require(keys.has(head.keyId()), TokenRule.KEY_ID);
            RefusedTokenException.require(keys.haveSigned(text, head), TokenRule.SIGNATURE);
            return new TokenAnswer.Good(TokenClaims.read(text.claims(), issuer, clock.instant()));
        } catch (RefusedTokenException e) {
            return refused(e.rule(), issuer.issuer());
        }
    }

    private TokenAnswer refused(TokenRule rule, String issuer) {
        log.refused(rule, issuer);
        return new TokenAnswer.Bad(rule.name(), rule.answer());
    }

    private KeySet set(JwtConfig issuer) {
        return sets.computeIfAbsent(
                Source.of(issuer),
                source -> new KeySet(issuer.issuer(), new KeyServer(issuer, thread)::fetch, clock, nanos));
    }

    /** How these issuers are. */
    public List<IssuerHealth> health(List<JwtConfig> issuers) {
        return issuers.stream()
                .map(issuer -> {
                    KeySet set = set(issuer);
                    return new IssuerHealth(
                            issuer.issuer(),
                            set.size(),
                            set.readAt(),
                            set.trouble().map(trouble -> trouble.why() + " (since " + trouble.since() + ")"));
                })
                .toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
