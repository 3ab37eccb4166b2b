package io.lineside.gateway.line;

import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The links to all lines of the site, by line id. Thread-safe. */
public final class LineRegistry implements AutoCloseable {
    private final Map<EquipmentId, LineConnector> connectors = new LinkedHashMap<>();
    private final LinkListener links;
    private volatile @Nullable ReportSink sink;

    /** A registry that tells {@code links} which lines can be reached. */
    public LineRegistry(LinkListener links) {
        this.links = links;
    }

    /** The connectors on the class path. */
    public static List<LineConnectorProvider> providers() {
        return ServiceLoader.load(LineConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Adds a line; called for every line before {@link #start()}. */
    public void add(LineConnectorProvider provider, LineSettings settings) {
        connectors.put(settings.line(), provider.create(settings, new Link(settings.line())));
    }

    /** Starts connecting to every line. */
    public void start() {
        connectors.values().forEach(LineConnector::start);
    }

    /** The connector of a line, if the site has that line. */
    public Optional<LineConnector> find(EquipmentId line) {
        return Optional.ofNullable(connectors.get(line));
    }

    /** How every link is right now, by line id. */
    public Map<EquipmentId, LineHealth> health() {
        return connectors.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().health(), (a, b) -> a, TreeMap::new));
    }

    /** Ends all sessions side by side, so that many hung lines take no longer than one. */
    @Override
    public void close() {
        Collection<CompletableFuture<Void>> closing = connectors.values().stream()
                .map(connector -> CompletableFuture.runAsync(connector::close))
                .toList();
        CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new)).join();
    }

    void deliverTo(@Nullable ReportSink taker) {
        sink = taker;
    }

    private CompletionStage<Void> deliver(LineReport report) {
        ReportSink taker = sink;
        return taker == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the progress route does not run"))
                : taker.take(report);
    }

    private final class Link implements LineListener {
        private final EquipmentId line;

        Link(EquipmentId line) {
            this.line = line;
        }

        @Override
        public void connected() {
            links.connected(line);
        }

        @Override
        public void disconnected(String reason) {
            links.disconnected(line, reason);
        }

        @Override
        public CompletionStage<Void> reported(JobResponse response) {
            return deliver(new LineReport(line, response));
        }
    }
}
