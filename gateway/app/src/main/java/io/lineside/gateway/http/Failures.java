package io.lineside.gateway.http;

import io.lineside.gateway.store.CommitUnknownException;
import io.lineside.gateway.store.StoreAwayException;
import io.lineside.gateway.store.StoreBusyException;
import io.lineside.gateway.store.StoreFullException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered when a request fails before, or in spite of, its handler. */
final class Failures {
    private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7E]");
    private static final int LONGEST_LOGGED = 100;

    private Failures() {}

    static Router answeredBy(Router router) {
        router.errorHandler(404, context -> {
            String detail = "there is nothing at " + context.request().path();
            Problem.of(404, "no-such-path", "No such path", detail).answer(context);
        });
        router.errorHandler(413, context -> {
            String detail = "the body is larger than http.maxBody allows";
            Problem.of(413, "body-too-large", "Body too large", detail).answer(context);
        });
        router.errorHandler(400, context -> Problem.of(400, "bad-request", "Bad request", "the request can not be read")
                .answer(context));
        router.errorHandler(500, Failures::failed);
        // With this code the body handler says that the client left while it was sending: nobody is there to be
        // answered.
        router.errorHandler(200, context -> LOGGER.debug("client left while sending", context.failure()));
        return router;
    }

    /** Too much is under way; says so in a way that fits what was asked. */
    static void busy(RoutingContext context) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response().putHeader("Retry-After", "1");
        String detail = isRead(context)
                ? "more is being read than can be answered at once; ask again in a second"
                : "more orders are waiting to be taken than can be; nothing of this one was kept, submit it again in a"
                        + " second";
        Problem.of(503, "busy", "Busy", detail).answer(context);
    }

    /** The disk is low or full: orders that are on hand go on, new ones wait with whoever sends them. */
    private static void full(RoutingContext context, boolean known) {
        context.response().putHeader("Retry-After", "60");
        String detail = "the gateway's disk has no room for new orders; "
                + (known ? "nothing of this one was kept, submit it again later" : "this one may or may not have been")
                + (known ? "" : " kept: submit it again later with the same Idempotency-Key");
        Problem.of(507, "insufficient-storage", "No room for orders", detail).answer(context);
    }

    /** The database is away: nothing can be written or read, and it may be back in a moment. */
    private static void away(RoutingContext context, boolean known) {
        context.response().putHeader("Retry-After", "2");
        String what = "the gateway's database can not be reached at present; ";
        String detail = isRead(context)
                ? what + "ask again in a moment"
                : what
                        + (known ? "nothing of this was kept, submit it again in a moment" : "this may or may not have")
                        + (known ? "" : " been kept: submit it again in a moment with the same Idempotency-Key");
        Problem.of(503, "store-away", "Store away", detail).answer(context);
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof StoreBusyException || failure instanceof RejectedExecutionException) {
            busy(context);
            return;
        }
        if (failure instanceof StoreFullException
                || (failure instanceof CommitUnknownException unknown && unknown.isDiskFull())) {
            full(context, failure instanceof StoreFullException);
            return;
        }
        if (failure instanceof StoreAwayException
                || (failure instanceof CommitUnknownException doubt && doubt.isAway())) {
            away(context, failure instanceof StoreAwayException);
            return;
        }
        LOGGER.error(
                "{} {} failed",
                context.request().method(),
                printable(context.request().path()),
                failure);
        String detail = isRead(context)
                ? "the gateway's log says why"
                : "the gateway's log says why; an order may or may not have been kept: submit it again with the same"
                        + " Idempotency-Key";
        Problem.of(500, "internal", "Internal error", detail).answer(context);
    }

    private static boolean isRead(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** A path as a log may show it: whoever calls can neither forge a line nor fill the disk. */
    private static String printable(String path) {
        String plain = UNPRINTABLE.matcher(path).replaceAll("?");
        return plain.length() > LONGEST_LOGGED ? plain.substring(0, LONGEST_LOGGED) + "..." : plain;
    }
}
