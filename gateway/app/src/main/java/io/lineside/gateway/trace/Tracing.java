package io.lineside.gateway.trace;

import io.lineside.config.Site;
import io.lineside.config.TracesConfig;
import io.lineside.gateway.observe.Afterwards;
import io.lineside.gateway.store.Store;
import io.lineside.model.JobOrderId;
import io.lineside.model.TraceParent;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.LedgerEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces of all orders, for a site that wants them. Works beside the thread that writes; commits that it can not keep up with are
 * not traced. Nothing of OpenTelemetry is loaded before one is started. Thread-safe.
 */
public final class Tracing implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Tracing.class);
    private static final int MOST_CALLERS = 50_000;
    private static final int MOST_EVENTS = 10_000;
    private static final int PATIENCE_SECONDS = 5;

    private final Map<String, TraceParent> callers = new Callers();
    private final TracesConfig config;
    private final Store store;
    private final Clock clock;
    private final OtelSpans spans;
    private final Afterwards<Commit> afterwards;

    private record Commit(List<LedgerEvent> events, Instant durable) {}

    private Tracing(Site site, TracesConfig config, Store store, UnaryOperator<String> protocols, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        spans = new OtelSpans(config.endpoint(), site.enterprise() + "/" + site.site(), site.gateway());
        var ledger = new LedgerTraces(config.sample(), protocols, this::history, spans::write);
        afterwards = Afterwards.start(
                "lineside-traces", List.of(commit -> ledger.committed(commit.events(), commit.durable())));
    }

    /**
     * Begins to trace what is committed; empty for a site that wants no traces.
     *
     * @param protocols of the lines, by their ids
     */
    public static Optional<Tracing> start(Site site, Store store, UnaryOperator<String> protocols, Clock clock) {
        return site.traces().map(config -> {
            var tracing = new Tracing(site, config, store, protocols, clock);
            store.onCommitted(tracing::committed);
            return tracing;
        });
    }

    private void committed(List<LedgerEvent> events) {
        afterwards.committed(new Commit(events, clock.instant()));
    }

    /** Remembers what span an order is a part of, before anything of it is sent. */
    public void called(WorkRequestId order, TraceParent caller) {
        synchronized (callers) {
            callers.put(order.value(), caller);
        }
    }

    /** The span that a sending of a job is, for the line; empty for what is not traced. */
    public Optional<TraceParent> sending(JobOrderId job, int attempt) {
        String order = TraceIds.order(job);
        TraceParent caller;
        synchronized (callers) {
            caller = callers.get(order);
        }
        String trace = caller == null ? TraceIds.trace(order) : caller.traceId();
        boolean kept = caller == null ? TraceIds.isAmong(trace, config.sample()) : caller.sampled();
        return kept
                ? Optional.of(new TraceParent(trace, TraceIds.dispatch(job.value(), attempt), true))
                : Optional.empty();
    }

    /** Everything of an order; nothing where the store does not answer, and then the trace is the order's own. */
    private List<LedgerEvent> history(WorkRequestId order) {
        return store.tenantOf(order)
                .thenCompose(tenant -> tenant.map(whose -> store.events(whose, order, 0, MOST_EVENTS))
                        .orElseGet(() -> CompletableFuture.completedFuture(List.of())))
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOGGER.atDebug()
                            .addKeyValue("order", order)
                            .setCause(failure)
                            .log("its trace begins anew");
                    return List.of();
                })
                .join();
    }

    @Override
    public void close() {
        afterwards.close();
        spans.close();
    }

    private static final class Callers extends LinkedHashMap<String, TraceParent> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TraceParent> eldest) {
            return size() > MOST_CALLERS;
        }
    }
}
