package io.lineside.gateway.door;

import io.lineside.gateway.door.format.DocumentReader;
import io.lineside.gateway.door.format.OrderText;
import io.lineside.gateway.door.format.Reading;
import io.lineside.gateway.intake.ForeignOrder;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.intake.Refusal;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.store.CommitUnknownException;
import io.lineside.gateway.store.RequestView;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreAwayException;
import io.lineside.gateway.store.StoreBusyException;
import io.lineside.gateway.store.StoreFullException;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every door but the platform API hands in what it got: reads the document as orders and sends each through the intake
 * route. Never fails: what is nobody's verdict is {@link DoorAnswer.Later}. Thread-safe.
 */
public final class DoorDesk {
    private static final Logger LOGGER = LoggerFactory.getLogger(DoorDesk.class);
    /** Orders of one document that are under way at once, so that a large file leaves room for everybody else. */
    private static final int AT_ONCE = 16;

    private static final int MOST_TOLD = 1_000;

    /** Keys of documents of which the log has been told: they come again and again. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private final Supplier<Edition> site;
    private final Function<IntakeCall, CompletionStage<IntakeResult>> intake;
    private final Store store;
    private final DoorBook book;

    /**
     * A desk that reads by the site in force.
     *
     * @param intake the intake route
     * @param store where an order that was handed in before is looked up
     * @param book counts what passes the doors
     */
    public DoorDesk(
            Supplier<Edition> site,
            Function<IntakeCall, CompletionStage<IntakeResult>> intake,
            Store store,
            DoorBook book) {
        this.site = site;
        this.intake = intake;
        this.store = store;
        this.book = book;
    }

    /** Where what passes the doors is counted. */
    DoorBook book() {
        return book;
    }

    /** Hands a document in; reads it on the caller's thread and completes, on any, when all of it is durable or refused. */
    public CompletionStage<DoorAnswer> hand(Document document) {
        Edition edition = site.get();
        try {
            Reading reading = DocumentReader.read(document.content(), document.format(), edition.catalog());
            return reading instanceof Reading.Bad bad
                    ? CompletableFuture.completedFuture(new DoorAnswer.Refused(bad.refusal()))
                    : hand(document, edition, ((Reading.Orders) reading).orders())
                            .exceptionally(failure -> later(document, failure));
        } catch (RuntimeException bug) {
            return CompletableFuture.completedFuture(later(document, bug));
        }
    }

    private CompletionStage<DoorAnswer> hand(Document document, Edition edition, List<OrderText> orders) {
        if (document.mapping().isEmpty()) {
            return submit(document, orders, new ArrayList<>());
        }
        // What a mapping reads is JSON, and one document of it.
        return ForeignOrder.of(
                        edition.mappings(),
                        document.mapping().get(),
                        orders.get(0).json())
                .thenCompose(foreign -> foreign instanceof ForeignOrder.Mapped mapped
                        ? submit(document, List.of(new OrderText(mapped.order(), Map.of(), true)), new ArrayList<>())
                        : CompletableFuture.completedFuture(
                                new DoorAnswer.Refused(((ForeignOrder.Refused) foreign).refusal())));
    }

    private CompletionStage<DoorAnswer> submit(Document document, List<OrderText> orders, List<OrderAnswer> done) {
        int from = done.size();
        List<OrderText> some = orders.subList(from, Math.min(orders.size(), from + AT_ONCE));
        List<CompletableFuture<Optional<OrderAnswer>>> answers = new ArrayList<>();
        for (OrderText order : some) {
            // A document of one order keeps its own key, so that a door can tell it to whoever asks.
            String key = orders.size() == 1 ? document.key() : document.key() + ":" + (from + answers.size() + 1);
            answers.add(submit(document.tenant(), key, order));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenCompose(all -> {
                    for (CompletableFuture<Optional<OrderAnswer>> answer : answers) {
                        answer.join().ifPresent(done::add);
                    }
                    if (done.size() < from + some.size()) {
                        return CompletableFuture.completedFuture(
                                new DoorAnswer.Later("more orders are waiting to be taken than can be"));
                    }
                    return done.size() == orders.size()
                            ? CompletableFuture.completedFuture(new DoorAnswer.Answered(done))
                            : submit(document, orders, done);
                });
    }

    /** Empty where the gateway is busy. */
    private CompletableFuture<Optional<OrderAnswer>> submit(TenantId tenant, String key, OrderText order) {
        return intake.apply(new IntakeCall(tenant, Optional.of(key), order.json()))
                .thenCompose(result -> result instanceof IntakeResult.KeyReused reused && Document.isKnownByContent(key)
                        // It was taken already, and read otherwise then.
                        ? known(tenant, order, reused.id())
                        : answer(tenant, order, result))
                .toCompletableFuture();
    }

    private CompletionStage<Optional<OrderAnswer>> answer(TenantId tenant, OrderText order, IntakeResult result) {
        if (result instanceof IntakeResult.Busy) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (result instanceof IntakeResult.Accepted accepted) {
            return CompletableFuture.completedFuture(Optional.of(OrderAnswer.taken(order, accepted.request(), false)));
        }
        if (result instanceof IntakeResult.Replayed replayed) {
            return known(tenant, order, replayed.id());
        }
        Refusal refusal = Refusal.of(result).orElseThrow();
        return CompletableFuture.completedFuture(Optional.of(OrderAnswer.refused(order, refusal)));
    }

    private CompletionStage<Optional<OrderAnswer>> known(TenantId tenant, OrderText order, WorkRequestId id) {
        return store.find(tenant, id).thenApply(found -> found.map(RequestView::request)
                .map(request -> OrderAnswer.taken(order, request, true)));
    }

    private DoorAnswer later(Document document, Throwable failure) {
        Throwable why = failure;
        while (why instanceof CompletionException && why.getCause() != null) {
            why = why.getCause();
        }
        if (why instanceof RejectedExecutionException || why instanceof StoreBusyException) {
            return new DoorAnswer.Later("more orders are waiting to be taken than can be");
        }
        if (why instanceof StoreFullException) {
            return new DoorAnswer.Later("the gateway's disk has no room for new orders");
        }
        if (why instanceof StoreAwayException || why instanceof CommitUnknownException) {
            return new DoorAnswer.Later("the gateway's database can not be reached at present");
        }
        if (told.size() < MOST_TOLD && told.add(document.key())) {
            LOGGER.atError()
                    .addKeyValue("door", document.door())
                    .setCause(why)
                    .log("a document could not be worked on, and is tried again");
        }
        return new DoorAnswer.Later("the gateway failed, and its log says why");
    }
}
