package io.lineside.gateway;

import io.lineside.config.LineConfig;
import io.lineside.config.Site;
import io.lineside.config.StoreConfig;
import io.lineside.gateway.dispatch.DecisionDesk;
import io.lineside.gateway.dispatch.DeskSettings;
import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.dispatch.OverdueWatch;
import io.lineside.gateway.explain.Storyteller;
import io.lineside.gateway.http.ApiServer;
import io.lineside.gateway.http.ApiSettings;
import io.lineside.gateway.http.Management;
import io.lineside.gateway.http.Operations;
import io.lineside.gateway.http.Shop;
import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.observe.LineMeters;
import io.lineside.gateway.observe.OverdueMeters;
import io.lineside.gateway.plan.LinePlace;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.plan.Planner;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.progress.ProgressKeeper;
import io.lineside.gateway.routes.CamelRuntime;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreCare;
import io.lineside.gateway.store.StoreSettings;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole gateway of one site, running. Started by its constructor's caller through {@link #start}; stopped in the
 * opposite order: no new orders, then no new commands, then the links, then the store. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    private final Store store;
    private final StoreCare care;
    private final DispatchOffice office;
    private final LineRegistry lines;
    private final CamelRuntime routes;
    private final OverdueWatch overdue;
    private final ApiServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(Site site, Catalog catalog, List<LineConnectorProvider> providers, Clock clock) {
        StoreSettings kept = settings(site);
        store = Store.open(kept, new OrderRules(), clock);
        care = StoreCare.start(store, kept, clock);
        office = new DispatchOffice(store);
        lines = new LineRegistry(office);
        Map<String, LineConnectorProvider> byProtocol =
                providers.stream().collect(Collectors.toMap(LineConnectorProvider::protocol, Function.identity()));
        site.lines()
                .forEach(line -> lines.add(
                        Objects.requireNonNull(byProtocol.get(line.protocol()), line.protocol()),
                        site.settings(line, clock)));
        var watch = new OrderWatch();
        routes = new CamelRuntime(
                lines,
                new Intake(catalog, store, office::workWaiting),
                new Planner(places(site), new OrderIds(clock), clock),
                office,
                new ProgressKeeper(store),
                watch);
        site.lines().forEach(line -> office.open(desk(line), lines, routes::dispatch));
        store.onCommitted(routes::committed);
        overdue = new OverdueWatch(
                store,
                clock,
                site.lines().stream()
                        .map(line -> new OverdueWatch.Line(line.id(), line.capacity(), line.limits()))
                        .toList(),
                this::isConnected);
        var meters = new LineMeters(clock);
        var overdueMeters = new OverdueMeters(clock);
        server = new ApiServer(
                api(site),
                new Shop(catalog, routes::submit, routes::judge),
                store,
                watch,
                new Management(
                        this::health,
                        () -> meters.scrape(health())
                                + overdueMeters.scrape(lines.health().keySet(), overdue.latest()),
                        operations(clock)));
    }

    /**
     * Starts the gateway of a checked site; returns when it takes orders. Lines connect in the background.
     *
     * @throws io.lineside.gateway.store.StoreException when the store can not be opened
     * @throws io.lineside.gateway.http.PortTakenException when a port is taken
     */
    public static Gateway start(Site site, Catalog catalog, List<LineConnectorProvider> providers, Clock clock) {
        var gateway = new Gateway(site, catalog, providers, clock);
        try {
            gateway.routes.start();
            gateway.server.start();
            gateway.lines.start();
            gateway.overdue.start();
            return gateway;
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** The port of the platform API. */
    public int port() {
        return server.port();
    }

    /** The port of the management endpoints. */
    public int managementPort() {
        return server.managementPort();
    }

    /**
     * Completes, with the reason, when the store's disk failed to keep what it was given. Nothing is written any more, and
     * the process should end at once, without {@link #close}.
     */
    public CompletionStage<String> broken() {
        return store.broken();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeQuietly("http", server);
            closeQuietly("overdue watch", overdue);
            closeQuietly("dispatch", office);
            closeQuietly("lines", lines);
            closeQuietly("routes", routes);
            closeQuietly("store care", care);
            closeQuietly("store", store);
        }
    }

    /** One part that does not stop must not keep the others from stopping. */
    private static void closeQuietly(String part, AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOGGER.warn("{} did not stop in an orderly way", part, e);
        }
    }

    private static StoreSettings settings(Site site) {
        StoreConfig config = site.store();
        makeFolder(
                site, "store.file", config.file().toAbsolutePath().normalize().getParent());
        config.backup().ifPresent(backup -> makeFolder(site, "store.backup.folder", backup.folder()));
        return new StoreSettings(
                config.file(),
                config.reserve().bytes(),
                config.backup()
                        .map(backup -> new StoreSettings.Backups(backup.folder(), backup.every(), backup.keep())));
    }

    /** Makes a folder inside the site; one elsewhere must be there, so that a slip of the pen is noticed. */
    private static void makeFolder(Site site, String key, @Nullable Path folder) {
        if (folder != null
                && folder.toAbsolutePath()
                        .normalize()
                        .startsWith(site.folder().toAbsolutePath().normalize())) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(key + ": can not make the folder " + folder, e);
            }
        }
    }

    private Operations operations(Clock clock) {
        return new Operations(new DecisionDesk(store, office::kept), new Storyteller(store, clock), overdue, clock);
    }

    private boolean isConnected(EquipmentId line) {
        LineHealth link = lines.health().get(line);
        return link != null && link.connected();
    }

    /** The links as the connectors see them, with the desks' reasons why work waits nonetheless. */
    private Map<EquipmentId, LineHealth> health() {
        Map<EquipmentId, String> remarks = office.remarks();
        Map<EquipmentId, LineHealth> health = new TreeMap<>(lines.health());
        health.replaceAll((line, link) -> {
            String remark = remarks.get(line);
            if (remark == null) {
                return link;
            }
            return link.warning("work waits: " + remark);
        });
        return health;
    }

    private static List<LinePlace> places(Site site) {
        return site.lines().stream()
                .map(line -> new LinePlace(line.id(), line.capabilities()))
                .toList();
    }

    private static DeskSettings desk(LineConfig line) {
        return new DeskSettings(
                line.id(), line.capacity(), line.profile(), line.memory(), line.onDoubt(), line.requestTimeout());
    }

    private static ApiSettings api(Site site) {
        return new ApiSettings(
                site.http().host(),
                site.http().port(),
                site.http().maxBody().bytes(),
                site.management().host(),
                site.management().port());
    }
}
