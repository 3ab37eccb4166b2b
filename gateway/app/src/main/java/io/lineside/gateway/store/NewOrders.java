package io.lineside.gateway.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes new orders in, as long as database and disk can; what is known already is recognised on a full disk too. Thread-safe. */
final class NewOrders {
    private final Lanes lanes;
    private final Optional<Database> database;
    private final DiskSpace space;

    NewOrders(Lanes lanes, Optional<Database> database, DiskSpace space) {
        this.lanes = lanes;
        this.database = database;
        this.space = space;
    }

    CompletionStage<AcceptOutcome> accept(Acceptance acceptance) {
        var order = "order " + acceptance.request().id();
        var away = database.flatMap(any -> any.outage().whyNotNow());
        if (away.isPresent()) {
            return CompletableFuture.failedFuture(
                    new StoreAwayException(order + ": not written, because the store's database is away (" + away.get()
                            + "); try again in a moment"));
        }
        if (space.isLow()) {
            var full = new StoreFullException(order + ": not written, because the disk has fewer than "
                    + space.reserve() + " bytes left, which are kept for reports and decisions (store.reserve)");
            return lanes.read("order handed in before", sql -> Submission.of(acceptance)
                            .known(sql))
                    .thenApply(known -> known.orElseThrow(() -> full));
        }
        return lanes.write(order, new AcceptWork(acceptance));
    }
}
