package io.lineside.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of one port, never more than its limit. One on which no request is in progress is closed after
 * the idle timeout even while bytes trickle in, so that half a request head can not hold a place for ever. Thread-safe.
 */
final class Connections {
    private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);

    private final Vertx vertx;
    private final ApiLimits limits;
    /** Each with the timer that will close it. */
    private final Map<HttpConnection, Long> open = new ConcurrentHashMap<>();

    private final AtomicBoolean full = new AtomicBoolean();

    Connections(Vertx vertx, ApiLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** Keeps the new connection, or closes it when there are too many. */
    void opened(HttpConnection connection) {
        if (open.size() >= limits.connections()) {
            if (full.compareAndSet(false, true)) {
                LOGGER.warn("{} connections are open, which is the limit; further ones are closed", open.size());
            }
            var unused = connection.close();
            return;
        }
        OneAtATime.on(connection);
        open.put(connection, closeLater(connection));
        connection.closeHandler(closed -> {
            Long timer = open.remove(connection);
            if (timer != null) {
                vertx.cancelTimer(timer);
            }
            if (open.size() < limits.connections() / 2) {
                full.set(false);
            }
        });
    }

    /** A request has begun: its connection is not idle until it is answered. */
    void requested(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        open.computeIfPresent(connection, (key, timer) -> {
            vertx.cancelTimer(timer);
            return timer;
        });
        context.addEndHandler(answered -> open.computeIfPresent(connection, (key, timer) -> {
            vertx.cancelTimer(timer);
            return closeLater(connection);
        }));
        context.next();
    }

    private long closeLater(HttpConnection connection) {
        return vertx.setTimer(limits.idleTimeout().toMillis(), late -> {
            var unused = connection.close();
        });
    }
}
