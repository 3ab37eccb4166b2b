package io.lineside.gateway.http;

import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.WorkRequestId;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Holds a request until its order changes or its time is over; a held request costs no thread. */
final class LongPoll {
    private final Vertx vertx;
    private final OrderWatch watch;

    LongPoll(Vertx vertx, OrderWatch watch) {
        this.vertx = vertx;
        this.watch = watch;
    }

    /** Answers with what {@code read} finds as soon as it is {@code news}, or as it is after {@code seconds}. */
    void whenChanged(
            WorkRequestId id,
            int seconds,
            RoutingContext context,
            Supplier<CompletionStage<Optional<RequestView>>> read,
            Predicate<RequestView> news,
            Consumer<Optional<RequestView>> answer) {
        // The watch starts before the read, so that no change falls between them.
        CompletableFuture<Void> change = watch.next(id);
        OrderRoutes.respond(context, read.get(), found -> {
            if (seconds == 0 || found.isEmpty() || news.test(found.get())) {
                watch.leave(id, change);
                answer.accept(found);
                return;
            }
            long timer = vertx.setTimer(seconds * 1000L, late -> change.complete(null));
            context.response().closeHandler(gone -> change.complete(null));
            CompletableFuture<Void> over = change.whenComplete((woken, failure) -> {
                vertx.cancelTimer(timer);
                watch.leave(id, change);
            });
            OrderRoutes.respond(context, over, woken -> OrderRoutes.respond(context, read.get(), answer));
        });
    }
}
