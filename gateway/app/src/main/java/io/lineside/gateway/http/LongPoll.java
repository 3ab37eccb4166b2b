package io.lineside.gateway.http;

import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.WorkRequestId;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Holds a request until its order changes or its time is over; a held request costs no thread. */
final class LongPoll {
    static final String OVER = "the credential was revoked or is over";

    private final Vertx vertx;
    private final OrderWatch watch;
    private final CredentialWatch credentials;

    LongPoll(Vertx vertx, OrderWatch watch, CredentialWatch credentials) {
        this.vertx = vertx;
        this.watch = watch;
        this.credentials = credentials;
    }

    /**
     * A wait for an order.
     *
     * @param seconds after which the answer is how the order is then
     * @param unchanged whether it is known without looking that there is no news
     * @param same answers that there is none, if that is known; whether it did
     * @param read looks
     * @param news whether what was found is worth an answer at once
     */
    record Question(
            WorkRequestId order,
            int seconds,
            BooleanSupplier unchanged,
            BooleanSupplier same,
            Supplier<CompletionStage<Optional<RequestView>>> read,
            Predicate<RequestView> news) {}

    /** Answers with what is found as soon as it is news, or as it is when the time is over. */
    void whenChanged(Question question, RoutingContext context, Consumer<Optional<RequestView>> answer) {
        new Wait(question, context, answer).ask();
    }

    /** One request that waits. Confined to its event loop. */
    private final class Wait {
        private final Question question;
        private final RoutingContext context;
        private final Consumer<Optional<RequestView>> answer;
        private final long until;
        private boolean held;

        Wait(Question question, RoutingContext context, Consumer<Optional<RequestView>> answer) {
            this.question = question;
            this.context = context;
            this.answer = answer;
            this.until = System.nanoTime() + TimeUnit.SECONDS.toNanos(question.seconds());
        }

        void ask() {
            long rest = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (rest <= 0 && held && question.same().getAsBoolean()) {
                return;
            }
            CompletableFuture<Void> change = watched(question.order(), rest, context);
            if (rest > 0 && question.unchanged().getAsBoolean()) {
                askAfter(change);
                return;
            }
            OrderRoutes.respond(context, question.read().get(), found -> {
                if (rest <= 0 || found.isEmpty() || question.news().test(found.get())) {
                    answer.accept(found);
                } else {
                    askAfter(change);
                }
            });
        }

        /** Asks again then: what wakes it may be told late, of a change that the platform knows. */
        private void askAfter(CompletableFuture<Void> change) {
            if (!held) {
                held = true;
                credentials.hold(context, () -> Doorkeeper.unknown(context, OVER));
            }
            OrderRoutes.respond(context, change, woken -> {
                if (!context.response().ended()) {
                    ask();
                }
            });
        }
    }

    /**
     * Completes at the next change, or when the time is over. The watch starts before the read, so that no change falls
     * between them, and ends with the request, however that ends: answered, failed, or gone with its connection.
     */
    private CompletableFuture<Void> watched(WorkRequestId id, long millis, RoutingContext context) {
        CompletableFuture<Void> change = watch.next(id);
        long timer = vertx.setTimer(Math.max(1, millis), late -> change.complete(null));
        context.addEndHandler(over -> {
            vertx.cancelTimer(timer);
            watch.leave(id, change);
        });
        return change;
    }
}
