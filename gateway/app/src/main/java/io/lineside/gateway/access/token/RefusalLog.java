package io.lineside.gateway.access.token;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of refused tokens by the rule that they broke, each rule once a minute however many come. Thread-safe. */
final class RefusalLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(RefusalLog.class);
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Map<TokenRule, Told> told = new EnumMap<>(TokenRule.class);
    private final LongSupplier nanos;

    private record Told(long at, int untold) {}

    RefusalLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Nothing of the token is told but what it broke. */
    synchronized void refused(TokenRule rule, String issuer) {
        Told before = told.get(rule);
        if (before != null && nanos.getAsLong() - before.at() < PAUSE) {
            told.put(rule, new Told(before.at(), before.untold() + 1));
            return;
        }
        told.put(rule, new Told(nanos.getAsLong(), 0));
        LOGGER.atWarn()
                .addKeyValue("rule", rule)
                .addKeyValue("issuer", issuer)
                .addKeyValue("untold", before == null ? 0 : before.untold())
                .log("token refused: it {}", rule.words());
    }
}
