package io.lineside.gateway.line;

import io.lineside.model.EquipmentId;
import io.lineside.model.TraceParent;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The links to all lines of the site, by line id. Thread-safe. */
public final class LineRegistry implements AutoCloseable {
    private final Map<EquipmentId, Prepared> lines = new ConcurrentSkipListMap<>();
    private final Map<EquipmentId, LinkCounts> counts = new ConcurrentHashMap<>();
    private final LinkListener links;
    private final Clock clock;
    private volatile @Nullable ReportSink sink;
    private volatile Function<LineCommand, Optional<TraceParent>> traces = command -> Optional.empty();

    /**
     * A registry that tells {@code links} which lines can be reached.
     *
     * @param clock tells when something went wrong with a link
     */
    public LineRegistry(LinkListener links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /** The connectors on the class path. */
    public static List<LineConnectorProvider> providers() {
        return ServiceLoader.load(LineConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** A connector that is made and not in use yet. Thread-safe. */
    public static final class Prepared {
        private final EquipmentId line;
        private final LineConnector connector;
        private final Link link;
        private final String protocol;

        private Prepared(EquipmentId line, LineConnector connector, Link link, String protocol) {
            this.line = line;
            this.connector = connector;
            this.link = link;
            this.protocol = protocol;
        }

        /** Throws it away unused. */
        public void discard() {
            connector.close();
        }
    }

    /**
     * Makes the connector of a line; it does not connect.
     *
     * @throws IllegalArgumentException for settings that the protocol refuses
     */
    public Prepared prepare(LineConnectorProvider provider, LineSettings settings) {
        var link = new Link(settings.line());
        return new Prepared(settings.line(), provider.create(settings, link), link, provider.protocol());
    }

    /** Adds a line, or puts it in the place of one that {@link #disconnect} has ended; it does not connect yet. */
    public void add(Prepared prepared) {
        lines.put(prepared.line, prepared);
    }

    /** Makes the connector of a line and adds it. */
    public void add(LineConnectorProvider provider, LineSettings settings) {
        add(prepare(provider, settings));
    }

    /** Starts connecting to every line. */
    public void start() {
        lines.values().forEach(line -> line.connector.start());
    }

    /** Starts connecting to one line. */
    public void start(EquipmentId line) {
        Optional.ofNullable(lines.get(line)).ifPresent(connected -> connected.connector.start());
    }

    /**
     * Ends the sessions of these lines, side by side, and hears of their links no more; waits as long as the slowest. The
     * lines are still there, and can not be reached.
     */
    public void disconnect(Collection<EquipmentId> ids) {
        List<Prepared> ended = ids.stream()
                .flatMap(line -> Optional.ofNullable(lines.get(line)).stream())
                .toList();
        ended.forEach(line -> line.link.deaf = true);
        close(ended);
    }

    /** Forgets a line that {@link #disconnect} has ended. */
    public void remove(EquipmentId line) {
        lines.remove(line);
        counts.remove(line);
    }

    /** The connector of a line, if the site has that line. */
    public Optional<LineConnector> find(EquipmentId line) {
        return Optional.ofNullable(lines.get(line)).map(found -> found.connector);
    }

    /** How every link is right now, by line id. */
    public Map<EquipmentId, LineHealth> health() {
        return lines.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, line -> line.getValue().connector.health(), (a, b) -> a, TreeMap::new));
    }

    /** What went over every link, by line id. */
    public Map<EquipmentId, LinkTraffic> traffic() {
        Map<EquipmentId, LinkTraffic> traffic = new TreeMap<>();
        lines.forEach((line, prepared) -> traffic.put(line, counts(line).traffic(prepared.protocol)));
        return traffic;
    }

    /** Where what goes over the link to a line is counted. */
    LinkCounts counts(EquipmentId line) {
        return counts.computeIfAbsent(line, added -> new LinkCounts(clock));
    }

    /** Ends all sessions side by side, so that many hung lines take no longer than one. */
    @Override
    public void close() {
        close(lines.values());
    }

    private static void close(Collection<Prepared> lines) {
        Collection<CompletableFuture<Void>> closing = lines.stream()
                .map(line -> CompletableFuture.runAsync(line.connector::close))
                .toList();
        CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new)).join();
    }

    /** Says from now on which span a command is. */
    public void traceBy(Function<LineCommand, Optional<TraceParent>> traces) {
        this.traces = traces;
    }

    Optional<TraceParent> trace(LineCommand command) {
        return traces.apply(command);
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
        /** What a connector that was replaced still says of its link is not about the one that took its place. */
        private volatile boolean deaf;

        Link(EquipmentId line) {
            this.line = line;
        }

        @Override
        public void connected() {
            if (!deaf) {
                counts(line).connected();
                links.connected(line);
            }
        }

        @Override
        public void disconnected(String reason) {
            if (!deaf) {
                counts(line).disconnected(reason);
                links.disconnected(line, reason);
            }
        }

        @Override
        public CompletionStage<Void> reported(JobResponse response) {
            return reported(List.of(response));
        }

        @Override
        public CompletionStage<Void> reported(List<JobResponse> responses) {
            counts(line).reported(responses.size());
            return deliver(new LineReport(line, responses));
        }
    }
}
