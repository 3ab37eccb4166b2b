package io.lineside.gateway.http;

import io.lineside.gateway.store.CommitUnknownException;
import io.lineside.gateway.store.StoreAwayException;
import io.lineside.gateway.store.StoreBusyException;
import io.lineside.gateway.store.StoreFullException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
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
    private static final String INTERNAL = "internal";
    /** Seconds by the code of a problem. */
    private static final Map<String, String> RETRY_AFTER =
            Map.of("busy", "1", "insufficient-storage", "60", "store-away", "2");

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
        answer(context, busy(isRead(context)));
    }

    private static Problem busy(boolean read) {
        String detail = read
                ? "more is being read than can be answered at once; ask again in a second"
                : "more orders are waiting to be taken than can be; nothing of this one was kept, submit it again in a"
                        + " second";
        return Problem.of(503, "busy", "Busy", detail);
    }

    /** The disk is low or full: orders that are on hand go on, new ones wait with whoever sends them. */
    private static Problem full(boolean known) {
        String detail = "the gateway's disk has no room for new orders; "
                + (known ? "nothing of this one was kept, submit it again later" : "this one may or may not have been")
                + (known ? "" : " kept: submit it again later with the same Idempotency-Key");
        return Problem.of(507, "insufficient-storage", "No room for orders", detail);
    }

    /** The database is away: nothing can be written or read, and it may be back in a moment. */
    private static Problem away(boolean read, boolean known) {
        String what = "the gateway's database can not be reached at present; ";
        String detail = read
                ? what + "ask again in a moment"
                : what
                        + (known ? "nothing of this was kept, submit it again in a moment" : "this may or may not have")
                        + (known ? "" : " been kept: submit it again in a moment with the same Idempotency-Key");
        return Problem.of(503, "store-away", "Store away", detail);
    }

    private static Problem internal(boolean read) {
        String detail = read
                ? "the gateway's log says why"
                : "the gateway's log says why; an order may or may not have been kept: submit it again with the same"
                        + " Idempotency-Key";
        return Problem.of(500, INTERNAL, "Internal error", detail);
    }

    /** What to say of a failed attempt to take an order; one that nobody expected is told to the log too. */
    static Problem ofOrder(Throwable failure) {
        Problem problem = problem(failure, false);
        if (problem.code().equals(INTERNAL)) {
            LOGGER.error("an order was not taken", failure);
        }
        return problem;
    }

    private static Problem problem(Throwable thrown, boolean read) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (isBusy(failure)) {
            return busy(read);
        }
        if (failure instanceof StoreFullException
                || (failure instanceof CommitUnknownException unknown && unknown.isDiskFull())) {
            return full(failure instanceof StoreFullException);
        }
        if (failure instanceof StoreAwayException
                || (failure instanceof CommitUnknownException doubt && doubt.isAway())) {
            return away(read, failure instanceof StoreAwayException);
        }
        return internal(read);
    }

    private static boolean isBusy(Throwable failure) {
        return failure instanceof StoreBusyException || failure instanceof RejectedExecutionException;
    }

    private static void failed(RoutingContext context) {
        Problem problem = problem(context.failure(), isRead(context));
        if (problem.code().equals(INTERNAL)) {
            LOGGER.error(
                    "{} {} failed",
                    context.request().method(),
                    printable(context.request().path()),
                    context.failure());
        }
        answer(context, problem);
    }

    private static void answer(RoutingContext context, Problem problem) {
        String wait = RETRY_AFTER.get(problem.code());
        if (wait != null && !context.response().ended() && !context.response().closed()) {
            context.response().putHeader("Retry-After", wait);
        }
        problem.answer(context);
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
