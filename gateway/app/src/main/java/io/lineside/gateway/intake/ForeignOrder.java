package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lineside.gateway.mapping.MappingResult;
import io.lineside.gateway.mapping.Mappings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What came of a document that another system wrote. */
public sealed interface ForeignOrder {
    /**
     * A mapping made an order of it, of which nothing has been checked.
     *
     * @param order JSON object as the platform API takes it
     */
    record Mapped(String order) implements ForeignOrder {}

    /** No order can be made of it. */
    record Refused(Refusal refusal) implements ForeignOrder {}

    /**
     * Has a mapping make an order of a document, on a thread of the mappings; fails with a {@link
     * java.util.concurrent.RejectedExecutionException} when they have too much to do.
     *
     * @param name of a mapping that there is
     * @param document JSON, read with the limits of an order of ours
     */
    static CompletionStage<ForeignOrder> of(Mappings mappings, String name, String document) {
        try {
            return mappings.apply(name, Json.whole(document).root()).thenApply(ForeignOrder::of);
        } catch (JsonProcessingException e) {
            var refusal = new Refusal(400, "bad-json", "Body is not JSON", e.getOriginalMessage());
            return CompletableFuture.completedFuture(new Refused(refusal));
        }
    }

    private static ForeignOrder of(MappingResult result) {
        if (result instanceof MappingResult.Made made) {
            return new Mapped(made.order());
        }
        var failed = (MappingResult.Failed) result;
        return new Refused(
                new Refusal(422, failed.code(), "The document can not be mapped to an order", failed.detail()));
    }
}
