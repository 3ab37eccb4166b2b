package io.lineside.gateway.bench;

import java.util.Map;

/** Waits for each order by long polls, and so hears of every change of it. */
final class PollFollower extends Follower {
    private static final long PAUSE_MILLIS = 100;

    private final PlatformHttp http;

    PollFollower(PlatformHttp http) {
        this.http = http;
    }

    @Override
    void start() {
        // Each order is asked for by itself.
    }

    @Override
    void follow(String id, Runnable ended) {
        poll(id, "", ended);
    }

    private void poll(String id, String etag, Runnable ended) {
        asked.increment();
        Map<String, String> headers =
                etag.isEmpty() ? Map.of("Prefer", "wait=20") : Map.of("Prefer", "wait=20", "If-None-Match", etag);
        http.get("/v1/orders/" + id, headers)
                .onSuccess(answer -> {
                    if (hasEnded(answer)) {
                        ended.run();
                    } else if (answer.status() < 400) {
                        poll(id, answer.etag().isEmpty() ? etag : answer.etag(), ended);
                    } else {
                        again(id, ended);
                    }
                })
                .onFailure(broken -> again(id, ended));
    }

    private void again(String id, Runnable ended) {
        http.vertx().setTimer(PAUSE_MILLIS, timer -> poll(id, "", ended));
    }
}
