package io.lineside.gateway.http;

import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.model.TraceParent;
import io.lineside.model.work.Arrival;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way into the gateway of a site that traces orders: when one arrived, and by what span of its platform, is noted. Thread-safe.
 */
public record TracedDoor(OrderDoor door, Clock clock) implements OrderDoor {
    @Override
    public CompletionStage<IntakeResult> submit(IntakeCall call) {
        return door.submit(call);
    }

    @Override
    public Optional<Arrival> arrived(String way, Supplier<@Nullable String> traceparent) {
        return Optional.of(new Arrival(way, clock.instant(), System.nanoTime(), TraceParent.of(traceparent.get())));
    }
}
