package io.lineside.gateway.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Finds the orders that ended in a stream of server-sent events, by their bytes: a tree of every event would cost the
 * machine that is measured more than the gateway's own answer. Confined to one thread.
 */
final class EndedOrders {
    private static final byte[] ID = bytes("id: ");
    private static final byte[] DATA = bytes("data: ");
    private static final byte[] CHANGED = bytes("\"type\":\"io.lineside.order.state-changed.v1\"");
    private static final byte[] SUBJECT = bytes("\"subject\":\"");
    private static final byte[] STATE = bytes("\"state\":\"");
    /** The type comes behind specversion, id and source. */
    private static final int TYPE_WITHIN = 160;

    private final Consumer<String> ended;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private String lastId = "";

    EndedOrders(Consumer<String> ended) {
        this.ended = ended;
    }

    /** A stream begins. */
    void begin() {
        rest.reset();
    }

    /** The cursor of the last event that was heard; empty for none. */
    String lastId() {
        return lastId;
    }

    /** What came next; lines may be cut anywhere. */
    void add(byte[] chunk) {
        int begin = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                if (rest.size() > 0) {
                    rest.write(chunk, begin, i - begin);
                    byte[] whole = rest.toByteArray();
                    rest.reset();
                    line(whole, 0, whole.length);
                } else {
                    line(chunk, begin, i);
                }
                begin = i + 1;
            }
        }
        rest.write(chunk, begin, chunk.length - begin);
    }

    private void line(byte[] text, int from, int to) {
        if (at(text, from, to, ID)) {
            lastId = new String(text, from + ID.length, to - from - ID.length, StandardCharsets.US_ASCII);
        } else if (at(text, from, to, DATA)) {
            int type = find(text, from, Math.min(to, from + TYPE_WITHIN), CHANGED);
            if (type >= 0 && Follower.FINAL.contains(value(text, type, to, STATE))) {
                ended.accept(value(text, type, to, SUBJECT));
            }
        }
    }

    private static String value(byte[] text, int from, int to, byte[] name) {
        int begin = find(text, from, to, name);
        if (begin < 0) {
            return "";
        }
        int first = begin + name.length;
        int end = first;
        while (end < to && text[end] != '"') {
            end++;
        }
        return new String(text, first, end - first, StandardCharsets.UTF_8);
    }

    private static int find(byte[] text, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (at(text, i, to, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean at(byte[] text, int from, int to, byte[] wanted) {
        if (to - from < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (text[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
