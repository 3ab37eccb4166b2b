package io.lineside.gateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one stream of what happens to all orders, and asks for an order once, when it is said to have ended. Goes on from
 * the last event when the stream breaks.
 */
final class StreamFollower extends Follower {
    private static final long PAUSE_MILLIS = 100;
    private static final int HEARD_EARLY = 50_000;

    private final PlatformHttp http;
    private final EndedOrders events = new EndedOrders(this::ended);
    private final Map<String, Runnable> followed = new HashMap<>();
    /** Orders that had ended before the answer to their submission was read, and those that nobody follows. */
    private final Map<String, Boolean> early = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > HEARD_EARLY;
        }
    };

    StreamFollower(PlatformHttp http) {
        this.http = http;
    }

    @Override
    void start() {
        open("latest");
    }

    private void open(String after) {
        asked.increment();
        http.open("/v1/events?after=" + after, Map.of("Accept", "text/event-stream"))
                .onSuccess(this::read)
                .onFailure(broken -> again());
    }

    private void read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            again();
            return;
        }
        events.begin();
        response.handler((Buffer chunk) -> events.add(chunk.getBytes()))
                .endHandler(end -> again())
                .exceptionHandler(broken -> again());
    }

    private void again() {
        String last = events.lastId();
        http.vertx().setTimer(PAUSE_MILLIS, timer -> open(last.isEmpty() ? "latest" : last));
    }

    @Override
    void follow(String id, Runnable ended) {
        if (early.remove(id) == null) {
            followed.put(id, ended);
        } else {
            ask(id, ended);
        }
    }

    private void ended(String id) {
        Runnable waiting = followed.remove(id);
        if (waiting == null) {
            early.put(id, true);
        } else {
            ask(id, waiting);
        }
    }

    private void ask(String id, Runnable ended) {
        asked.increment();
        http.get("/v1/orders/" + id, Map.of())
                .onSuccess(answer -> {
                    if (hasEnded(answer)) {
                        ended.run();
                    } else {
                        later(id, ended);
                    }
                })
                .onFailure(broken -> later(id, ended));
    }

    private void later(String id, Runnable ended) {
        http.vertx().setTimer(PAUSE_MILLIS, timer -> ask(id, ended));
    }
}
