package io.lineside.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Takes a body apart at its line ends while it arrives. Keeps what has arrived and not been asked for, and the beginning of
 * one row, of which no more than a row may have. Confined to the connection's event loop.
 */
final class BulkBody {
    private final long maxRow;
    private final Queue<Buffer> chunks = new ArrayDeque<>();
    private int at;
    private Buffer row = Buffer.buffer();
    private boolean tooLong;
    private int number;

    BulkBody(long maxRow) {
        this.maxRow = maxRow;
    }

    /**
     * A line of the body.
     *
     * @param number of the line in the body, from 1
     * @param bytes without the line end; the beginning of it where it is too long
     */
    record Row(int number, Buffer bytes, boolean tooLong) {
        boolean isBlank() {
            for (int i = 0; i < bytes.length(); i++) {
                if (!isSpace(bytes.getByte(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isSpace(byte one) {
            return one == ' ' || one == '\t' || one == '\r';
        }
    }

    /** How many lines there were so far. */
    int lines() {
        return number;
    }

    /** Adds what has arrived. */
    void add(Buffer chunk) {
        chunks.add(chunk);
    }

    /** The next row that has arrived to its end. */
    Optional<Row> next() {
        while (!chunks.isEmpty()) {
            Buffer chunk = chunks.element();
            int end = lineEnd(chunk);
            keep(chunk, end);
            at = end + 1;
            if (end < chunk.length()) {
                return Optional.of(taken());
            }
            chunks.remove();
            at = 0;
        }
        return Optional.empty();
    }

    /** The row that the end of the body ends, if there is one. */
    Optional<Row> last() {
        return row.length() == 0 ? Optional.empty() : Optional.of(taken());
    }

    private int lineEnd(Buffer chunk) {
        int end = at;
        while (end < chunk.length() && chunk.getByte(end) != '\n') {
            end++;
        }
        return end;
    }

    private void keep(Buffer chunk, int end) {
        long room = maxRow - row.length();
        tooLong |= end - at > room;
        row.appendBuffer(chunk, at, (int) Math.min(end - at, room));
    }

    private Row taken() {
        number++;
        var taken = new Row(number, row, tooLong);
        row = Buffer.buffer();
        tooLong = false;
        return taken;
    }
}
