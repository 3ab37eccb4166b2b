package io.lineside.gateway.http;

import java.time.Duration;

/**
 * How much one bulk request may ask for.
 *
 * @param maxRow bytes of one row, as of the body of one order; when rows of as many bytes are under way no more is read
 * @param rowTimeout within which a row must be there that the gateway is ready for
 * @param drain within which the client must take what waits for it, or it is cut off
 */
record BulkLimits(long maxRow, Duration rowTimeout, Duration drain) {
    /** Rows of one body, blank ones included. */
    static final int MOST_ROWS = 100_000;
    /** Rows of one body that are under way at once. */
    static final int WINDOW = 32;
    /** Bytes of answers that wait for a client which does not read. */
    static final int UNREAD = 1_000_000;
    /** Causes that are named for one row. */
    static final int MOST_CAUSES = 100;
    /** Bodies that are read at once, so that single orders find room beside them. */
    static final int BODIES = 8;
    /** Of which a tenant may have so many. */
    static final int BODIES_OF_TENANT = 4;
}
