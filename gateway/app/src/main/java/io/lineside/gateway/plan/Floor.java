package io.lineside.gateway.plan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where a planner learns how the lines are now. Thread-safe. */
@FunctionalInterface
public interface Floor {
    /** Every line is there and has nothing to do. */
    Floor IDLE = () -> CompletableFuture.completedFuture(FloorState.IDLE);

    /** How the lines are. */
    CompletionStage<FloorState> now();
}
