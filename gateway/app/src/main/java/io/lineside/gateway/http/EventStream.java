package io.lineside.gateway.http;

import io.lineside.gateway.notify.CloudEventText;
import io.lineside.gateway.store.FeedPage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of server-sent events. It reads no further page while the client has not taken the one before, so a slow
 * reader costs a page of memory, and is cut off when he takes nothing for too long; he goes on from the last id he got.
 * Confined to the connection's event loop.
 */
final class EventStream {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventStream.class);
    /** Shorter than proxies' and our own patience with a silent connection. */
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final FeedSource source;
    private final Duration drain;
    private long cursor;
    private boolean over;

    EventStream(RoutingContext context, FeedSource source, Duration drain) {
        this.context = context;
        this.response = context.response();
        this.source = source;
        this.drain = drain;
    }

    /** Begins the answer to one who follows, and ends it at once for one who asked for its head alone; whether he did. */
    static boolean isOnlyHead(RoutingContext context) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
        boolean onlyHead = context.request().method().equals(HttpMethod.HEAD);
        if (onlyHead) {
            response.end();
        }
        return onlyHead;
    }

    /** Sends what is after this position, and then what comes, until the client leaves. */
    void start(long after) {
        cursor = after;
        response.setChunked(true);
        send("retry: 2000\n\n");
        long heartbeat = context.vertx().setPeriodic(HEARTBEAT_MILLIS, tick -> beat());
        context.addEndHandler(ended -> {
            over = true;
            context.vertx().cancelTimer(heartbeat);
            source.end();
        });
        read();
    }

    /** Tells the reader that what let him in has ended, and ends the stream. */
    void unauthorized() {
        if (over) {
            return;
        }
        if (response.writeQueueFull()) {
            cut("is let in no more");
            return;
        }
        over = true;
        send("event: unauthorized\ndata: {\"detail\":\"the credential was revoked or is over\"}\n\n");
        var unused = response.end();
    }

    private void beat() {
        if (!over && !response.writeQueueFull()) {
            send(":\n\n");
        }
    }

    private void read() {
        if (over) {
            return;
        }
        if (response.writeQueueFull()) {
            awaitDrain();
            return;
        }
        then(source.page(cursor), this::write);
    }

    private void awaitDrain() {
        long timer = context.vertx().setTimer(drain.toMillis(), late -> cut("takes nothing for " + drain));
        response.drainHandler(taken -> {
            context.vertx().cancelTimer(timer);
            response.drainHandler(null);
            read();
        });
    }

    private void write(FeedPage page) {
        var text = new StringBuilder();
        page.restored().ifPresent(time -> text.append("event: restored\nid: ")
                .append(page.events().isEmpty() ? page.reached() : cursor)
                .append("\ndata: {\"restoredAt\":\"")
                .append(time)
                .append("\"}\n\n"));
        page.events().forEach(event -> text.append("id: ")
                .append(event.position())
                .append("\ndata: ")
                .append(CloudEventText.of(event))
                .append("\n\n"));
        if (text.length() > 0) {
            send(text.toString());
        }
        cursor = page.reached();
        if (page.more() || response.writeQueueFull()) {
            read();
        } else {
            then(source.news(cursor), news -> news.ifPresentOrElse(this::write, this::read));
        }
    }

    private void send(String text) {
        response.write(text).onFailure(gone -> LOGGER.debug("reader of a stream has left", gone));
    }

    private void cut(String why) {
        if (!over) {
            LOGGER.debug("stream is closed: its reader {}", why);
            // The connection's own close waits until all is written, which is what this reader keeps from happening.
            var unused = ((ConnectionBase) context.request().connection())
                    .channelHandlerContext()
                    .close();
        }
    }

    /** Comes back to the connection's event loop; what fails ends the stream, because its head is sent. */
    private <T> void then(CompletionStage<T> stage, Consumer<T> next) {
        Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
                .onSuccess(value -> {
                    if (!over) {
                        next.accept(value);
                    }
                })
                .onFailure(failure -> {
                    LOGGER.debug("stream can not go on", failure);
                    cut("is sent no more: " + failure.getMessage());
                });
    }
}
