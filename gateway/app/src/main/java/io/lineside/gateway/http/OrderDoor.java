package io.lineside.gateway.http;

import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import java.util.concurrent.CompletionStage;

/** The way into the gateway for an order: the intake route. */
@FunctionalInterface
public interface OrderDoor {
    /** Submits an order; completes when it is durable or refused. */
    CompletionStage<IntakeResult> submit(IntakeCall call);
}
