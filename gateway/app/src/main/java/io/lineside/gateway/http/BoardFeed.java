package io.lineside.gateway.http;

import io.lineside.gateway.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code /board/changes}: server-sent events that say, at most once a second, that something was kept, so that a console
 * looks again. They carry nothing, and one that a slow reader misses is made up for by the next. Thread-safe.
 */
final class BoardFeed {
    private static final long PERIOD = 1_000;
    private static final int QUIET_PERIODS = 15;

    private final Vertx vertx;
    private final Set<HttpServerResponse> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean changed = new AtomicBoolean();
    private int quiet;

    BoardFeed(Vertx vertx, Store store) {
        this.vertx = vertx;
        store.onCommitted(events -> changed.set(true));
    }

    void bindTo(ContractRouter router) {
        router.bind("followBoard", this::follow);
        vertx.setPeriodic(PERIOD, timer -> beat());
    }

    private void follow(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (EventStream.isOnlyHead(context)) {
            return;
        }
        context.addEndHandler(over -> readers.remove(response));
        readers.add(response);
        response.write("retry: 2000\n\n");
    }

    private void beat() {
        if (changed.getAndSet(false)) {
            quiet = 0;
            tell("event: changed\ndata:\n\n");
        } else if (++quiet % QUIET_PERIODS == 0) {
            tell(": still here\n\n");
        }
    }

    private void tell(String text) {
        readers.removeIf(HttpServerResponse::closed);
        readers.stream().filter(reader -> !reader.writeQueueFull()).forEach(reader -> reader.write(text));
    }
}
