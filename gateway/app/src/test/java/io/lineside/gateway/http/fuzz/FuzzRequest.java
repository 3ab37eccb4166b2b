package io.lineside.gateway.http.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * Bytes to say to the server.
 *
 * @param kind in a word, for whoever reads of a failure
 * @param mayHangUp whether the server may close the connection without a word, because this is no HTTP request
 * @param isLast whether nothing can be said on the connection afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares requests.
record FuzzRequest(String kind, byte[] bytes, boolean mayHangUp, boolean isLast) {
    private static final int SHOWN = 1_500;

    boolean isHead() {
        return bytes.length > 5 && new String(bytes, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
    }

    /** What is said, readable, and not too much of it. */
    @Override
    public String toString() {
        var text = new StringBuilder(kind).append(": ");
        for (int i = 0; i < Math.min(SHOWN, bytes.length); i++) {
            int at = bytes[i] & 0xff;
            text.append(at >= ' ' && at < 0x7f ? (char) at : String.format("\\x%02x", at));
        }
        return text.toString();
    }
}
