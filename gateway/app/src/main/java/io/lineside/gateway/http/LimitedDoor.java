package io.lineside.gateway.http;

import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** Lets only so many orders through at once and turns the others away at the threshold. Thread-safe. */
final class LimitedDoor implements OrderDoor {
    private final OrderDoor door;
    private final Semaphore room;

    LimitedDoor(OrderDoor door, int orders) {
        this.door = door;
        this.room = new Semaphore(orders);
    }

    @Override
    public CompletionStage<IntakeResult> submit(IntakeCall call) {
        return room.tryAcquire()
                ? door.submit(call).whenComplete((result, failure) -> room.release())
                : CompletableFuture.completedFuture(new IntakeResult.Busy());
    }
}
