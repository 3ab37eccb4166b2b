package io.lineside.gateway;

import io.lineside.config.Site;
import io.lineside.gateway.dispatch.DecisionDesk;
import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.dispatch.LiveFloor;
import io.lineside.gateway.dispatch.OverdueWatch;
import io.lineside.gateway.explain.Storyteller;
import io.lineside.gateway.http.ApiServer;
import io.lineside.gateway.http.ApiSettings;
import io.lineside.gateway.http.Management;
import io.lineside.gateway.http.MetricsReport;
import io.lineside.gateway.http.Operations;
import io.lineside.gateway.http.OrderDoor;
import io.lineside.gateway.http.Shop;
import io.lineside.gateway.http.TracedDoor;
import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.OrderActions;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.log.Logging;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.observe.ApiMeters;
import io.lineside.gateway.observe.DoorMeters;
import io.lineside.gateway.observe.LineMeters;
import io.lineside.gateway.observe.OverdueMeters;
import io.lineside.gateway.observe.SiteMeters;
import io.lineside.gateway.observe.StoreMeters;
import io.lineside.gateway.observe.WebhookMeters;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.progress.ProgressKeeper;
import io.lineside.gateway.progress.RemakeLines;
import io.lineside.gateway.reload.LineSwap;
import io.lineside.gateway.reload.Reloader;
import io.lineside.gateway.reload.SiteLines;
import io.lineside.gateway.routes.CamelRuntime;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.Retention;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreCare;
import io.lineside.gateway.store.StoreSettings;
import io.lineside.gateway.trace.Tracing;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Retention retention;
    private final AuditKeeper audit;
    private final DispatchOffice office;
    private final LineRegistry lines;
    private final CamelRuntime routes;
    private final OverdueWatch overdue;
    private final Reloader reloader;
    private final Platforms platforms;
    private final Doors doors;
    private final Counting counting;
    private final Optional<Tracing> tracing;
    private final ApiServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(SiteCheck.Ready ready, List<LineConnectorProvider> providers, Clock clock) {
        Site site = ready.site();
        Logging.follow(site.log());
        StoreSettings kept = settings(site);
        var ids = new OrderIds(clock);
        var current = new CurrentSite(ready.edition(ids, clock));
        current.onChange(edition -> Logging.follow(edition.site().log()));
        var remakes = new RemakeLines();
        store = Store.open(kept, new OrderRules(remakes), clock);
        care = StoreCare.start(store, kept, clock);
        retention =
                Retention.start(store, () -> current.get().site().retention().personal(), clock);
        audit = new AuditKeeper(store.auditLog(), site);
        office = new DispatchOffice(store);
        lines = new LineRegistry(office, clock);
        var watch = new OrderWatch();
        var floor = new LiveFloor(store, lines::health, () -> office.remarks().keySet(), System::nanoTime);
        remakes.follow(floor::state);
        var intake = new Intake(current, store, floor, office::workWaiting);
        var siteLines = new SiteLines(providers, lines, office, clock);
        routes = new CamelRuntime(lines, intake, office, new ProgressKeeper(store, siteLines::quantities), watch);
        siteLines.open(site, routes::dispatch);
        // Last, so that whoever is woken and asks finds no answer that was remembered from before.
        store.onFed(commit -> routes.committed(commit.events()));
        reloader = new Reloader(current, providers, ids, new LineSwap(siteLines, store), clock);
        reloader.onResult(audit::reloaded);
        overdue =
                new OverdueWatch(store, clock, () -> overdueLines(current.get().site()), this::isConnected);
        counting = new Counting(store, current, clock);
        tracing = Tracing.start(site, store, counting::protocol, clock);
        tracing.ifPresent(traces -> trace(traces, intake));
        var feed = new ChangeFeed(store);
        platforms = new Platforms(feed, store, current, clock);
        doors = new Doors(current, routes, store, feed, clock);
        server = new ApiServer(
                api(site),
                new Shop(
                        () -> current.get().catalog(),
                        () -> current.get().keys(),
                        platforms.tokens(),
                        door(clock),
                        routes::judge,
                        new OrderActions(store, office::mayEnd, office::lookAfter),
                        platforms.webhooks(),
                        () -> current.get().mappings()),
                store,
                watch,
                new Management(
                        this::health,
                        metrics(clock),
                        operations(clock),
                        routes::traffic,
                        counting.pace(),
                        doors::report,
                        lines::traffic));
    }

    private void trace(Tracing traces, Intake intake) {
        intake.onCalled(traces::called);
        // Only what carries a job is a span of its own: of these the ledger knows when they began and ended.
        lines.traceBy(command -> command.command().action().carriesOrder()
                ? traces.sending(command.command().jobOrderId(), command.attempt())
                : Optional.empty());
    }

    private OrderDoor door(Clock clock) {
        return tracing.isPresent() ? new TracedDoor(routes::submit, clock) : routes::submit;
    }

    private MetricsReport metrics(Clock clock) {
        var meters = new LineMeters(clock);
        var overdueMeters = new OverdueMeters(clock);
        var siteMeters = new SiteMeters(clock);
        var webhookMeters = new WebhookMeters(clock);
        var doorMeters = new DoorMeters();
        var apiMeters = new ApiMeters(clock);
        var storeMeters = new StoreMeters(clock);
        return () -> meters.scrape(health())
                + overdueMeters.scrape(lines.health().keySet(), overdue.latest())
                + siteMeters.scrape(reloader.state())
                + webhookMeters.scrape(platforms.webhooks().all())
                + apiMeters.scrape(server.certificateUntil())
                + doorMeters.scrape(doors.health(), doors.eventsSent())
                + storeMeters.scrape(store.health())
                + counting.scrape();
    }

    private static List<OverdueWatch.Line> overdueLines(Site site) {
        return site.lines().stream()
                .map(line -> new OverdueWatch.Line(line.id(), line.capacity(), line.limits()))
                .toList();
    }

    /**
     * Starts the gateway of a checked site; returns when it takes orders. Lines connect in the background.
     *
     * @throws io.lineside.gateway.store.StoreException when the store can not be opened
     * @throws io.lineside.gateway.http.PortTakenException when a port is taken
     */
    public static Gateway start(SiteCheck.Ready ready, List<LineConnectorProvider> providers, Clock clock) {
        var gateway = new Gateway(ready, providers, clock);
        try {
            gateway.routes.start();
            gateway.audit.started(ready.site());
            gateway.server.start();
            gateway.lines.start();
            gateway.overdue.start(gateway.office);
            gateway.office.watchForLostLines();
            gateway.platforms.start();
            gateway.doors.start();
            gateway.reloader.start(gateway.routes::dispatch);
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
     * Completes, with the reason, when the store failed to keep what it was given, or was taken by another gateway. Nothing is written any more, and
     * the process should end at once, without {@link #close}.
     */
    public CompletionStage<String> broken() {
        return store.broken();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeQuietly("reloading", reloader);
            closeQuietly("http", server);
            closeQuietly("doors", doors);
            closeQuietly("webhooks", platforms);
            closeQuietly("dispatch", office);
            closeQuietly("lines", lines);
            closeQuietly("routes", routes);
            closeQuietly("counting", counting);
            tracing.ifPresent(traces -> closeQuietly("traces", traces));
            closeQuietly("audit", audit::stopped);
            closeQuietly("store care", care);
            closeQuietly("retention", retention);
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
        StoreSettings settings = SiteStore.settings(site);
        if (settings.postgresql().isEmpty()) {
            makeFolder(
                    site,
                    "store.file",
                    settings.file().toAbsolutePath().normalize().getParent());
        }
        settings.backup().ifPresent(backup -> makeFolder(site, "store.backup.folder", backup.folder()));
        return settings;
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
        return new Operations(
                new DecisionDesk(store, office::takesBack, office::kept),
                new Storyteller(store, clock),
                overdue,
                reloader,
                clock);
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

    private static ApiSettings api(Site site) {
        return new ApiSettings(
                site.http().host(),
                site.http().port(),
                site.http().maxBody().bytes(),
                site.management().host(),
                site.management().port(),
                site.http().certFile().flatMap(cert -> site.http()
                        .keyFile()
                        .map(key -> new ApiSettings.Encryption(
                                cert, key, site.http().clients()))),
                site.management().operators());
    }
}
