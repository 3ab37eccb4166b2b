package io.lineside.gateway;

import io.lineside.config.LineLimits;
import io.lineside.config.Site;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.config.product.ProductConfig;
import io.lineside.gateway.access.token.Tokens;
import io.lineside.gateway.dispatch.DecisionDesk;
import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.dispatch.OverdueWatch;
import io.lineside.gateway.explain.Storyteller;
import io.lineside.gateway.http.Operations;
import io.lineside.gateway.http.courier.WebhookClient;
import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.OrderActions;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.notify.webhook.SystemNames;
import io.lineside.gateway.notify.webhook.Tools;
import io.lineside.gateway.notify.webhook.WebhookThread;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CatalogResult;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.progress.ProgressKeeper;
import io.lineside.gateway.reload.LineSwap;
import io.lineside.gateway.reload.Reloader;
import io.lineside.gateway.reload.SiteLines;
import io.lineside.gateway.routes.CamelRuntime;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreSettings;
import io.lineside.model.TenantId;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The gateway's own parts on a real store, with the demo site's products and no lines but those that a test adds. */
public final class Bench implements AutoCloseable {
    /** Whose orders these are. */
    public static final TenantId TENANT = new TenantId("default");

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Site SITE = load();
    private static final Catalog PRODUCTS = compiled(SITE.products());

    /** The store. */
    public final Store store;
    /** Who waits for changes. */
    public final OrderWatch watch = new OrderWatch();
    /** The routes. */
    public final CamelRuntime routes;
    /** What platforms may change. */
    public final OrderActions actions;
    /** Who is told; nobody, unless a test says so. */
    public final Webhooks webhooks;

    /** Who judges tokens. */
    public final Tokens tokens = new Tokens(CLOCK);

    private final WebhookThread webhookThread = new WebhookThread();
    private final SystemNames names = new SystemNames();
    private final WebhookClient webhookClient = new WebhookClient();

    /** Held jobs are overdue at once, all others as usual. */
    private static final LineLimits LIMITS = hasty(LineLimits.usual(Duration.ofSeconds(8)));

    private final DispatchOffice office;
    private final OverdueWatch overdue;
    private final Reloader reloader;
    private final CurrentSite current;
    private final AtomicBoolean storeOpen = new AtomicBoolean(true);

    /** Parts on the store in this folder, offering these products. */
    public Bench(Path folder, Catalog catalog, Map<String, LineConnector> connectors) {
        this(folder, catalog, connectors, 0);
    }

    /** The same, with so many bytes of the disk kept free. */
    public Bench(Path folder, Catalog catalog, Map<String, LineConnector> connectors, long reserve) {
        this(new StoreSettings(folder.resolve("orders.db"), reserve, Optional.empty()), catalog, connectors);
    }

    /** The same on a store that may be anywhere. */
    public Bench(StoreSettings kept, Catalog catalog, Map<String, LineConnector> connectors) {
        store = Store.open(kept, new OrderRules(), CLOCK);
        office = new DispatchOffice(store);
        overdue = new OverdueWatch(
                store,
                CLOCK,
                () -> SITE.lines().stream()
                        .map(line -> new OverdueWatch.Line(line.id(), line.capacity(), LIMITS))
                        .toList(),
                line -> false);
        actions = new OrderActions(store, office::mayEnd, office::lookAfter);
        var lines = new LineRegistry(office, CLOCK);
        SITE.lines().stream()
                .filter(line -> connectors.containsKey(line.id().value()))
                .forEach(line -> lines.add(
                        new GivenLine(
                                Objects.requireNonNull(connectors.get(line.id().value()))),
                        new LineSettings(
                                line.id(),
                                "bench",
                                List.of("site", line.id().value()),
                                Duration.ofSeconds(5),
                                Map.of(),
                                CLOCK)));
        var ids = new OrderIds(CLOCK);
        current = new CurrentSite(new SiteCheck.Ready(SITE, catalog).edition(ids, CLOCK));
        reloader = new Reloader(
                current,
                LineRegistry.providers(),
                ids,
                new LineSwap(new SiteLines(LineRegistry.providers(), lines, office, CLOCK), store),
                CLOCK);
        routes = new CamelRuntime(
                lines, new Intake(current, store, office::workWaiting), office, new ProgressKeeper(store), watch);
        store.onFed(commit -> routes.committed(commit.events()));
        webhooks = new Webhooks(
                new Tools(new ChangeFeed(store), store.webhooks(), webhookThread, CLOCK, names, webhookClient),
                new SecureRandom());
        routes.start();
    }

    /** The site that is in force. */
    public Edition edition() {
        return current.get();
    }

    /** What the management port offers on these parts. */
    public Operations operations() {
        return new Operations(
                new DecisionDesk(store, office::takesBack, office::kept),
                new Storyteller(store, CLOCK),
                overdue,
                reloader,
                CLOCK);
    }

    /** The demo site's products. */
    public static Catalog products() {
        return PRODUCTS;
    }

    /** A catalog from which every product has been removed. */
    public static Catalog nothing() {
        return compiled(List.of());
    }

    /** From now on the store answers that it is closed. */
    public void closeStore() {
        if (storeOpen.compareAndSet(true, false)) {
            store.close();
        }
    }

    @Override
    public void close() {
        reloader.close();
        office.close();
        routes.close();
        webhooks.close();
        tokens.close();
        webhookClient.close();
        names.close();
        webhookThread.close();
        closeStore();
    }

    private static LineLimits hasty(LineLimits usual) {
        return new LineLimits(
                usual.queued(),
                usual.sending(),
                usual.inDoubt(),
                usual.stored(),
                usual.started(),
                usual.running(),
                usual.interrupted(),
                Duration.ofNanos(1));
    }

    private static Site load() {
        Path demo = Path.of("../../config/sites/demo");
        return ((SiteResult.Loaded) SiteLoader.load(demo, LineRegistry.providers())).site();
    }

    private static Catalog compiled(List<ProductConfig> products) {
        return ((CatalogResult.Compiled) Catalog.compile(products)).catalog();
    }
}
