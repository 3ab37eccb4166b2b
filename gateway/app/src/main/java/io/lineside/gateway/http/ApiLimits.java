package io.lineside.gateway.http;

import java.time.Duration;

/**
 * How much the server lets in.
 *
 * @param connections open at once at one port; a further one is closed
 * @param orders under way at once; a further one is answered 503 and not kept. Below what the store lets wait, so that
 *     lines' reports and dispatch always find room there
 * @param bodyTimeout within which a request's body must be there, or it is answered 408
 * @param idleTimeout after which a connection without a request in progress is closed. Longer than the longest long poll
 * @param drain within which the reader of a stream must take what waits for him, or he is cut off
 */
record ApiLimits(int connections, int orders, Duration bodyTimeout, Duration idleTimeout, Duration drain) {
    /** Waiting pollers have a connection each, and cost nothing else. */
    static final ApiLimits USUAL = new ApiLimits(12_000, 400, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** Limits with the usual patience for readers of streams. */
    ApiLimits(int connections, int orders, Duration bodyTimeout, Duration idleTimeout) {
        this(connections, orders, bodyTimeout, idleTimeout, Duration.ofSeconds(30));
    }
}
