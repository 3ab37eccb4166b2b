package io.lineside.gateway.http;

import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.model.work.Arrival;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets only so many orders and questions through at once and turns the others away at the threshold. Thread-safe. */
final class LimitedDoor implements OrderDoor {
    private final Shop shop;
    private final Semaphore room;

    LimitedDoor(Shop shop, int orders) {
        this.shop = shop;
        this.room = new Semaphore(orders);
    }

    @Override
    public CompletionStage<IntakeResult> submit(IntakeCall call) {
        return room.tryAcquire()
                ? shop.orders().submit(call).whenComplete((result, failure) -> room.release())
                : CompletableFuture.completedFuture(new IntakeResult.Busy());
    }

    @Override
    public Optional<Arrival> arrived(String way, Supplier<@Nullable String> traceparent) {
        return shop.orders().arrived(way, traceparent);
    }

    /** Questions take the same threads as orders, and so the same room. */
    CompletionStage<FeasibilityResult> judge(IntakeCall call) {
        return room.tryAcquire()
                ? shop.feasibility().judge(call).whenComplete((result, failure) -> room.release())
                : CompletableFuture.completedFuture(new FeasibilityResult.Busy());
    }
}
