package io.lineside.gateway.door.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.config.door.ReportConfig;
import io.lineside.gateway.door.DoorState;
import io.lineside.gateway.door.WholeFile;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.RequestView;
import io.lineside.gateway.store.Store;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder into which each order of a tenant is written when it ends, as {@code <order>.xml}. It reads the ledger on from where
 * it was, so that none is missed however often the gateway ends; a report whose writing nobody noted before a crash is written
 * again under the same name with the same content. A new door begins with orders that end from then on. One round at a time;
 * thread-safe.
 */
public final class ReportDoor {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReportDoor.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;
    /** Reports of one round, so that the place in the ledger is kept now and then. */
    private static final int AT_ONCE = 100;

    private final ReportConfig config;
    private final String scope;
    private final Store store;
    private final ReportCursor cursor;
    private final DoorState state;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * A door by these settings.
     *
     * @param scope the site in the equipment hierarchy, as {@code acme/north}
     */
    public ReportDoor(ReportConfig config, String scope, Store store, DoorState state) {
        this.config = config;
        this.scope = scope;
        this.store = store;
        this.cursor = new ReportCursor(config.path());
        this.state = state;
    }

    /**
     * Orders that are to be reported.
     *
     * @param reached where in the ledger to go on after them
     */
    public record Round(List<RequestView> ended, long reached) {
        /** Copies the list. */
        public Round {
            ended = List.copyOf(ended);
        }
    }

    /** The settings. */
    public ReportConfig config() {
        return config;
    }

    /** What is wrong with it. */
    public DoorState state() {
        return state;
    }

    /** Reads on; completes with a {@link Round}, which has to be written, or empty when there is none now. */
    public CompletionStage<Optional<Round>> next() {
        if (!busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return read().exceptionally(failure -> {
            busy.set(false);
            state.troubled("orders that have ended can not be read at present");
            LOGGER.atDebug()
                    .addKeyValue("door", config.name())
                    .setCause(failure)
                    .log("orders can not be read at present");
            return Optional.empty();
        });
    }

    private CompletionStage<Optional<Round>> read() {
        if (!Files.isDirectory(config.path()) || !Files.isWritable(config.path())) {
            return rest("the folder " + config.path() + " is not there or can not be written");
        }
        OptionalLong position;
        try {
            position = cursor.read();
        } catch (IOException e) {
            return rest("the folder " + config.path() + " can not be read (" + e.getMessage() + ")");
        }
        return store.feed(config.tenant(), position.orElse(0), 1).thenCompose(first -> {
            long last = first.last();
            if (position.isEmpty() || position.getAsLong() > last) {
                // A new door, or a store that was put back: it begins with what happens from now on.
                return CompletableFuture.completedFuture(Optional.of(new Round(List.of(), last)));
            }
            return collect(position.getAsLong(), new ArrayList<>());
        });
    }

    private CompletionStage<Optional<Round>> rest(String why) {
        state.troubled(why);
        busy.set(false);
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletionStage<Optional<Round>> collect(long position, List<RequestView> ended) {
        return store.feed(config.tenant(), position, PAGE)
                .thenCompose(page -> views(page, ended).thenCompose(all -> {
                    if (page.more() && all.size() < AT_ONCE) {
                        return collect(page.reached(), all);
                    }
                    if (page.reached() == position && all.isEmpty()) {
                        busy.set(false);
                        state.fine();
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    return CompletableFuture.completedFuture(Optional.of(new Round(all, page.reached())));
                }));
    }

    private CompletionStage<List<RequestView>> views(FeedPage page, List<RequestView> into) {
        CompletionStage<List<RequestView>> all = CompletableFuture.completedFuture(into);
        for (WorkRequestId id : page.events().stream()
                .map(found -> found.event())
                .filter(ReportDoor::isEnd)
                .map(LedgerEvent::request)
                .toList()) {
            all = all.thenCombine(store.find(config.tenant(), id), (views, found) -> {
                found.ifPresent(views::add);
                return views;
            });
        }
        return all;
    }

    private static boolean isEnd(LedgerEvent event) {
        if (event.type() != EventType.ORDER_STATE_CHANGED) {
            return false;
        }
        try {
            return RequestState.ofText(JSON.readTree(event.data()).path("to").asText())
                    .isFinal();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event " + event.position() + " is not JSON", e);
        }
    }

    /** Writes the reports of a round, and where to go on. */
    public void write(Round round) {
        try {
            for (RequestView order : round.ended()) {
                Path file = config.path().resolve(order.request().id() + ".xml");
                WholeFile.write(file, Performance.of(scope, order));
                state.sent(1);
            }
            cursor.write(round.reached());
            state.fine();
        } catch (IOException e) {
            state.troubled("reports can not be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        } finally {
            busy.set(false);
        }
    }
}
