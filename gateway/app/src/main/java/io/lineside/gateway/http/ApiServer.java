package io.lineside.gateway.http;

import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreBusyException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform API and the management port. Started with the routes, stopped before them. Thread-safe. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiServer.class);
    private static final TenantId ONLY_TENANT = new TenantId("default");
    private static final int BACKLOG = 4096;
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final ApiSettings settings;
    private final OrderDoor door;
    private final Store store;
    private final OrderWatch watch;
    private final HealthReport health;
    private int port;
    private int managementPort;

    /** A server that submits through {@code door} and reads from {@code store}. */
    public ApiServer(ApiSettings settings, OrderDoor door, Store store, OrderWatch watch, HealthReport health) {
        this.settings = settings;
        this.door = door;
        this.store = store;
        this.watch = watch;
        this.health = health;
    }

    /**
     * Opens both ports.
     *
     * @throws PortTakenException when a port is taken, saying which and by what setting to change it
     */
    public void start() {
        port = listen(api(), settings.host(), settings.port(), "http.port");
        managementPort = listen(
                new HealthRoutes(health).router(vertx),
                settings.managementHost(),
                settings.managementPort(),
                "management.port");
    }

    /** The port of the platform API. */
    public int port() {
        return port;
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
        router.route().handler(BodyHandler.create(false).setBodyLimit(settings.maxBody()));
        new OrderRoutes(door, store, new LongPoll(vertx, watch), ONLY_TENANT).addTo(router);
        return withErrors(router);
    }

    static Router withErrors(Router router) {
        router.errorHandler(404, context -> Problem.of(
                        404,
                        "no-such-path",
                        "No such path",
                        "there is nothing at " + context.request().path())
                .answer(context));
        router.errorHandler(405, context -> Problem.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        context.request().method() + " is not offered at "
                                + context.request().path())
                .answer(context));
        router.errorHandler(413, context -> Problem.of(
                        413, "body-too-large", "Body too large", "the body is larger than http.maxBody allows")
                .answer(context));
        router.errorHandler(400, context -> Problem.of(400, "bad-request", "Bad request", "the request can not be read")
                .answer(context));
        router.errorHandler(500, ApiServer::failed);
        return router;
    }

    static void requireJson(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        if (type != null && type.split(";", 2)[0].trim().equalsIgnoreCase("application/json")) {
            context.next();
        } else {
            Problem.of(415, "not-json", "Unsupported media type", "Content-Type must be application/json, was " + type)
                    .answer(context);
        }
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof StoreBusyException) {
            context.response().putHeader("Retry-After", "1");
            Problem.of(503, "busy", "Busy", "more orders are waiting to be stored than can be; try again in a second")
                    .answer(context);
            return;
        }
        LOGGER.error("request to {} failed", context.request().path(), failure);
        Problem.of(
                        500,
                        "internal",
                        "Internal error",
                        "the gateway's log says why; an order may or may not have been kept: submit it again with the same Idempotency-Key")
                .answer(context);
    }

    private int listen(Router router, String host, int wanted, String setting) {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(wanted)
                .setAcceptBacklog(BACKLOG)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setCompressionSupported(true)
                .setDecompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
        try {
            HttpServer server = vertx.createHttpServer(options)
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
