package io.lineside.gateway.http;

import io.lineside.gateway.access.Credential;
import io.lineside.gateway.access.KeyRing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Ends what was let in and still goes on, such as a stream or a request that waits, within a second of the end of the
 * credential that let it in: revoked, over, or changed by a reload of the site. Thread-safe.
 */
final class CredentialWatch {
    private static final long PERIOD = 500;

    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private final Supplier<KeyRing> keys;
    private final Clock clock;

    /** What goes on; each is itself alone, also where two have the same credential. */
    private static final class Held {
        private final Credential credential;
        private final Context eventLoop;
        private final Runnable over;

        Held(Credential credential, Context eventLoop, Runnable over) {
            this.credential = credential;
            this.eventLoop = eventLoop;
            this.over = over;
        }
    }

    CredentialWatch(Supplier<KeyRing> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Begins to look. */
    void start(Vertx vertx) {
        vertx.setPeriodic(PERIOD, tick -> look());
    }

    /** Runs {@code over} on the event loop of this request, should its credential end before the request does. */
    void hold(RoutingContext context, Runnable over) {
        var one = new Held(Caller.of(context).credential(), context.vertx().getOrCreateContext(), over);
        held.add(one);
        context.addEndHandler(ended -> held.remove(one));
    }

    private void look() {
        KeyRing ring = keys.get();
        Instant now = clock.instant();
        held.removeIf(one -> {
            boolean over = !ring.holds(one.credential, now);
            if (over) {
                one.eventLoop.runOnContext(there -> one.over.run());
            }
            return over;
        });
    }
}
