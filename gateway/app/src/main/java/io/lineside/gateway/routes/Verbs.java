package io.lineside.gateway.routes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a route as plain Java functions of the body. A step acts on bodies of its type and passes any other on, so
 * that an order refused early goes straight through to its answer. Thread-safe.
 */
final class Verbs {
    private Verbs() {}

    /** Replaces the body by what the verb makes of it. */
    static <T> Processor map(Class<T> type, Function<T, ?> verb) {
        return exchange -> {
            Object body = exchange.getMessage().getBody();
            if (type.isInstance(body)) {
                exchange.getMessage().setBody(verb.apply(type.cast(body)));
            }
        };
    }

    /** Lets the verb look at the body. */
    static <T> Processor act(Class<T> type, Consumer<T> verb) {
        return exchange -> {
            Object body = exchange.getMessage().getBody();
            if (type.isInstance(body)) {
                verb.accept(type.cast(body));
            }
        };
    }

    /** Replaces the body by what the verb's stage completes with; holds no thread until then. */
    static <T> Processor later(Class<T> type, Function<T, ? extends CompletionStage<?>> verb) {
        return new Later<>(type, verb, Runnable::run);
    }

    /**
     * The same, for a route whose next steps take long: it goes on with these threads unless the stage is complete at once,
     * and fails with a {@link RejectedExecutionException} when they have too much to do.
     */
    static <T> Processor later(Class<T> type, Function<T, ? extends CompletionStage<?>> verb, Executor next) {
        return new Later<>(type, verb, next);
    }

    private static final class Later<T> extends AsyncProcessorSupport {
        private final Class<T> type;
        private final Function<T, ? extends CompletionStage<?>> verb;
        private final Executor next;

        Later(Class<T> type, Function<T, ? extends CompletionStage<?>> verb, Executor next) {
            this.type = type;
            this.verb = verb;
            this.next = next;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Object body = exchange.getMessage().getBody();
            if (!type.isInstance(body)) {
                callback.done(true);
                return true;
            }
            CompletableFuture<?> stage = verb.apply(type.cast(body)).toCompletableFuture();
            if (stage.isDone()) {
                var unused = stage.whenComplete((value, failure) -> settle(exchange, value, failure));
                callback.done(true);
                return true;
            }
            var unused = stage.whenComplete((value, failure) -> {
                settle(exchange, value, failure);
                goOn(exchange, callback);
            });
            return false;
        }

        private static void settle(Exchange exchange, @Nullable Object value, @Nullable Throwable failure) {
            if (failure != null) {
                exchange.setException(failure);
            } else {
                exchange.getMessage().setBody(value);
            }
        }

        private void goOn(Exchange exchange, AsyncCallback callback) {
            try {
                next.execute(() -> callback.done(false));
            } catch (RejectedExecutionException e) {
                exchange.setException(e);
                callback.done(false);
            }
        }
    }
}
