package io.lineside.gateway.http;

import io.lineside.gateway.store.FeedPage;
import io.vertx.ext.web.RoutingContext;

/** Where a client is in the feed, in words that it only hands back. */
final class Cursors {
    /** Where the feed ends now, for a client that does not want what was. */
    static final String LATEST = "latest";

    private Cursors() {}

    /** The position that a cursor stands for; {@link #LATEST} stands for one that is never reached. */
    static long position(String cursor) {
        return cursor.equals(LATEST) ? Long.MAX_VALUE : Long.parseLong(cursor);
    }

    /** Whether a client claims to have read what is not there: it has the cursor of another gateway. */
    static boolean isForeign(FeedPage page, long after) {
        return page.last() < after;
    }

    static void foreign(RoutingContext context) {
        Problem.of(
                        410,
                        "cursor-gone",
                        "This cursor leads nowhere",
                        "the feed of this gateway ends before it; begin again without a cursor, and read the orders anew")
                .answer(context);
    }
}
