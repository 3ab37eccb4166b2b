package io.lineside.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bulk request. Reads no further while as many rows are under way as may be, or while its client does not take the
 * answers, so that a body of any size costs a window of rows; answers come in the order of the rows. What is under way when
 * the client leaves is made durable nonetheless. Confined to the connection's event loop.
 */
final class BulkStream {
    private static final Logger LOGGER = LoggerFactory.getLogger(BulkStream.class);
    private static final long AGAIN_MILLIS = 50;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final BulkOrders.Rows orders;
    private final BulkLimits limits;
    private final BulkBody body;
    private final Deque<Slot> slots = new ArrayDeque<>();
    private long bytes;
    private boolean ended;
    private boolean complete;
    private boolean cutShort;
    private boolean over;
    private boolean working;
    private boolean again;
    private OptionalLong rowTimer = OptionalLong.empty();
    private OptionalLong drainTimer = OptionalLong.empty();

    BulkStream(RoutingContext context, BulkOrders.Rows orders, BulkLimits limits) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.orders = orders;
        this.limits = limits;
        this.body = new BulkBody(limits.maxRow());
    }

    /** A row under way, with its answer when it has one. */
    private static final class Slot {
        private final BulkBody.Row row;
        private @Nullable JsonObject answer;

        private Slot(BulkBody.Row row) {
            this.row = row;
        }
    }

    /** Reads and answers until the body is over or the client has left. */
    void start() {
        response.setChunked(true)
                .setWriteQueueMaxSize(BulkLimits.UNREAD)
                .putHeader("Content-Type", MediaTypes.NDJSON)
                .putHeader("Cache-Control", "no-store")
                // Rows are to be seen as they become durable, not when a compressor has collected enough.
                .putHeader("Content-Encoding", "identity");
        context.addEndHandler(left -> leave());
        request.exceptionHandler(gone -> leave());
        request.handler(chunk -> {
            body.add(chunk);
            work();
        });
        request.endHandler(end -> {
            ended = true;
            work();
        });
        work();
    }

    private void leave() {
        over = true;
        stop(rowTimer);
        stop(drainTimer);
    }

    /** Takes rows in and answers out as long as either makes room for the other; never inside itself. */
    private void work() {
        again = true;
        if (!working) {
            working = true;
            while (again && !over) {
                again = false;
                read();
                flush();
            }
            working = false;
        }
    }

    private void read() {
        while (!complete && hasRoom()) {
            Optional<BulkBody.Row> row = body.next().or(() -> ended ? body.last() : Optional.empty());
            if (row.isEmpty()) {
                complete = ended;
                return;
            }
            rowTimer = stop(rowTimer);
            take(row.get());
        }
    }

    private boolean hasRoom() {
        return slots.size() < BulkLimits.WINDOW && bytes < limits.maxRow() && !response.writeQueueFull();
    }

    private void take(BulkBody.Row row) {
        if (row.number() > BulkLimits.MOST_ROWS) {
            end(
                    row.number(),
                    Problem.of(
                            413,
                            "too-many-rows",
                            "Too many rows",
                            "a body may have " + BulkLimits.MOST_ROWS
                                    + " rows; this one and those after it were not read"));
        } else if (!row.isBlank()) {
            var slot = new Slot(row);
            slots.add(slot);
            bytes += row.bytes().length();
            submit(slot);
        }
    }

    /** Reads no more; says why in the last answer. */
    private void end(int number, Problem problem) {
        var slot = new Slot(new BulkBody.Row(number, Buffer.buffer(), false));
        slot.answer = orders.refused(number, problem);
        slots.add(slot);
        complete = true;
        cutShort = true;
    }

    private void submit(Slot slot) {
        Future.fromCompletionStage(orders.submit(slot.row), context.vertx().getOrCreateContext())
                .onSuccess(answer -> {
                    if (answer.isPresent()) {
                        slot.answer = answer.get();
                        work();
                    } else if (!over) {
                        // Others have all the room there is. Nothing was kept of this row, and no more is read
                        // meanwhile.
                        context.vertx().setTimer(AGAIN_MILLIS, again -> submit(slot));
                    }
                })
                .onFailure(failure -> {
                    LOGGER.error("a row can not be answered", failure);
                    cut();
                });
    }

    private void flush() {
        Buffer lines = Buffer.buffer();
        for (Optional<JsonObject> next = answered(); next.isPresent(); next = answered()) {
            lines.appendBuffer(next.get().toBuffer()).appendByte((byte) '\n');
        }
        if (lines.length() > 0) {
            response.write(lines).onFailure(gone -> LOGGER.debug("client of a bulk request has left", gone));
        }
        if (complete && slots.isEmpty()) {
            finish();
        } else {
            goOn(lines.length() > 0);
        }
    }

    /** Takes the answer that is the next to go, if it is there. */
    private Optional<JsonObject> answered() {
        Slot first = slots.peek();
        JsonObject answer = first == null ? null : first.answer;
        if (first == null || answer == null) {
            return Optional.empty();
        }
        slots.remove();
        bytes -= first.row.bytes().length();
        return Optional.of(answer);
    }

    private void finish() {
        leave();
        Future<Void> sent = response.end();
        if (cutShort) {
            sent.onComplete(answered -> request.connection().close());
        }
    }

    private void goOn(boolean hasMadeRoom) {
        awaitReader();
        if (complete || !hasRoom()) {
            request.pause();
            rowTimer = stop(rowTimer);
        } else if (hasMadeRoom) {
            again = true;
        } else {
            if (rowTimer.isEmpty() && !ended) {
                rowTimer = OptionalLong.of(
                        context.vertx().setTimer(limits.rowTimeout().toMillis(), late -> tooSlow()));
            }
            request.resume();
        }
    }

    private void awaitReader() {
        if (response.writeQueueFull() && drainTimer.isEmpty()) {
            drainTimer = OptionalLong.of(context.vertx().setTimer(limits.drain().toMillis(), late -> cut()));
            response.drainHandler(taken -> {
                drainTimer = stop(drainTimer);
                work();
            });
        }
    }

    private void tooSlow() {
        rowTimer = OptionalLong.empty();
        if (!over && !complete) {
            end(
                    body.lines() + 1,
                    Problem.of(
                            408,
                            "body-too-slow",
                            "Body too slow",
                            "a row must be there within " + limits.rowTimeout().toSeconds()
                                    + " s; this one was not kept"));
            work();
        }
    }

    private OptionalLong stop(OptionalLong timer) {
        timer.ifPresent(context.vertx()::cancelTimer);
        return OptionalLong.empty();
    }

    private void cut() {
        if (!over) {
            leave();
            // The connection's own close waits until all is written, which is what this client keeps from happening.
            var unused = ((ConnectionBase) request.connection())
                    .channelHandlerContext()
                    .close();
        }
    }
}
