package io.lineside.gateway.http;

import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The platform API and the management port. Started with the routes, stopped before them. Thread-safe. */
public final class ApiServer implements AutoCloseable {
    private static final TenantId ONLY_TENANT = new TenantId("default");
    private static final int BACKLOG = 4096;

    private final Vertx vertx = Vertx.vertx();
    private final ApiSettings settings;
    private final ApiLimits limits;
    private final Shop shop;
    private final Store store;
    private final OrderWatch watch;
    private final ChangeFeed feed;
    private final StreamRoutes streams;
    private final Management management;
    private int port;
    private int managementPort;

    /** A server that offers what is in {@code shop} and reads orders from {@code store}. */
    public ApiServer(ApiSettings settings, Shop shop, Store store, OrderWatch watch, Management management) {
        this(settings, ApiLimits.USUAL, shop, store, watch, management);
    }

    ApiServer(ApiSettings settings, ApiLimits limits, Shop shop, Store store, OrderWatch watch, Management management) {
        this.settings = settings;
        this.limits = limits;
        var door = new LimitedDoor(shop, limits.orders());
        this.shop = new Shop(shop.catalog(), door, door::judge, shop.actions());
        this.store = store;
        this.watch = watch;
        this.feed = new ChangeFeed(store, watch);
        this.streams = new StreamRoutes(store, feed, watch, ONLY_TENANT, limits.drain());
        this.management = management;
    }

    /**
     * Opens both ports.
     *
     * @throws PortTakenException when a port is taken, saying which and by what setting to change it
     */
    public void start() {
        port = listen(api(), settings.host(), settings.port(), "http.port");
        managementPort =
                listen(managementApi(), settings.managementHost(), settings.managementPort(), "management.port");
    }

    /** The port of the platform API. */
    public int port() {
        return port;
    }

    /** How many wait for the feed right now. */
    int feedWaiters() {
        return feed.waiters();
    }

    /** How many read a stream right now. */
    int openStreams() {
        return streams.open();
    }

    /** The port of the management endpoints. */
    public int managementPort() {
        return managementPort;
    }

    @Override
    public void close() {
        await(vertx.close().toCompletionStage());
    }

    private Router api() {
        Router router = Router.router(vertx);
        router.route().handler(new BodyDeadline(limits.bodyTimeout())::watch);
        router.route().handler(BodyHandler.create(false).setBodyLimit(settings.maxBody()));
        Contract contract = Contract.named(Contract.PLATFORM);
        var bound = new ContractRouter(contract);
        new OrderRoutes(shop, store, new LongPoll(vertx, watch), ONLY_TENANT).bindTo(bound);
        new ActionRoutes(shop.actions(), ONLY_TENANT).bindTo(bound);
        new UnitRoutes(store, ONLY_TENANT).bindTo(bound);
        new FeedRoutes(feed, ONLY_TENANT).bindTo(bound);
        streams.bindTo(bound);
        new FeasibilityRoutes(shop.feasibility(), ONLY_TENANT).bindTo(bound);
        new ProductRoutes(shop.catalog()).bindTo(bound);
        new ContractRoutes(contract).bindTo(bound);
        bound.addTo(router);
        new TryRoutes(shop.catalog()).addTo(router);
        return Failures.answeredBy(router);
    }

    private Router managementApi() {
        Router router = Router.router(vertx);
        Contract contract = Contract.named(Contract.MANAGEMENT);
        var bound = new ContractRouter(contract);
        new ManagementRoutes(management, store).bindTo(bound);
        new JobRoutes(store, management.operations(), new BodyDeadline(limits.bodyTimeout())).bindTo(bound);
        new SiteRoutes(management.operations().reloader()).bindTo(bound);
        new BoardRoutes(store, new Board(store, management)).bindTo(bound);
        new BoardFeed(vertx, store).bindTo(bound);
        new ContractRoutes(contract).bindTo(bound);
        bound.addTo(router);
        new ConsoleRoutes().addTo(router);
        return Failures.answeredBy(router);
    }

    static void requireJson(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        String coding = context.request().getHeader("Content-Encoding");
        if (coding != null && !coding.trim().equalsIgnoreCase("identity")) {
            Problem.of(
                            415,
                            "encoded-body",
                            "Unsupported content encoding",
                            "the body must be sent as it is, without Content-Encoding")
                    .answer(context);
        } else if (type != null && type.split(";", 2)[0].trim().equalsIgnoreCase("application/json")) {
            context.next();
        } else {
            Problem.of(415, "not-json", "Unsupported media type", "Content-Type must be application/json, was " + type)
                    .answer(context);
        }
    }

    private int listen(Router router, String host, int wanted, String setting) {
        var connections = new Connections(vertx, limits);
        router.route().order(-1).handler(connections::requested);
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(wanted)
                .setAcceptBacklog(BACKLOG)
                .setIdleTimeout((int) limits.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setCompressionSupported(true)
                .setDecompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
        try {
            HttpServer server = vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return server.actualPort();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException) {
                throw new PortTakenException(
                        host + ":" + wanted + " can not be opened ("
                                + e.getCause().getMessage() + "): change " + setting
                                + " in site.yaml, or stop what listens there",
                        e);
            }
            throw e;
        }
    }

    private static void await(CompletionStage<Void> stage) {
        stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
