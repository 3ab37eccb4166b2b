package io.lineside.gateway.http;

import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.model.work.Arrival;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way into the gateway for an order: the intake route. */
@FunctionalInterface
public interface OrderDoor {
    /** Submits an order; completes when it is durable or refused. */
    CompletionStage<IntakeResult> submit(IntakeCall call);

    /**
     * Notes that an order has arrived; empty where orders are not traced.
     *
     * @param way by which
     * @param traceparent header of the request, if it has one
     */
    default Optional<Arrival> arrived(String way, Supplier<@Nullable String> traceparent) {
        return Optional.empty();
    }
}
