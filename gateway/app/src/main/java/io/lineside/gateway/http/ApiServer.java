package io.lineside.gateway.http;

import io.lineside.gateway.access.token.IssuerHealth;
import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.KnownRevisions;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The platform API and the management port. Started with the routes, stopped before them. Thread-safe. */
public final class ApiServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final Vertx vertx = Vertx.vertx();
    private final ApiSettings settings;
    private final ApiLimits limits;
    private final Shop shop;
    private final Store store;
    private final OrderWatch watch;
    private final ChangeFeed feed;
    private final KnownRevisions revisions = new KnownRevisions(System::nanoTime);
    private final CredentialWatch credentials;
    private final StreamRoutes streams;
    private final BulkRoutes bulk;
    private final Management management;
    private final Optional<ApiCertificate> certificate;
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
        this.shop = new Shop(
                shop.catalog(),
                shop.keys(),
                shop.tokens(),
                door,
                door::judge,
                shop.actions(),
                shop.webhooks(),
                shop.mappings());
        this.store = store;
        this.watch = watch;
        this.feed = new ChangeFeed(store);
        store.onCommitted(revisions::changed);
        this.management = management;
        Clock clock = management.operations().clock();
        this.certificate = settings.encryption().map(files -> new ApiCertificate(files, clock));
        this.credentials = new CredentialWatch(shop.keys(), clock);
        this.streams = new StreamRoutes(store, feed, watch, new StreamRoutes.Ends(limits.drain(), credentials));
        this.bulk = new BulkRoutes(
                this.shop,
                store,
                new BulkLimits(settings.maxBody(), limits.bodyTimeout(), limits.drain()),
                credentials);
    }

    /**
     * Opens both ports.
     *
     * @throws PortTakenException when a port is taken, saying which and by what setting to change it
     */
    public void start() {
        var api = options(settings.host(), settings.port());
        certificate.ifPresent(shown -> encrypt(api, shown));
        HttpServer server = listen(api(), api, "http.port");
        port = server.actualPort();
        certificate.ifPresent(shown -> shown.follow(vertx, server, api));
        managementPort = listen(
                        managementApi(),
                        options(settings.managementHost(), settings.managementPort()),
                        "management.port")
                .actualPort();
    }

    /** The port of the platform API. */
    public int port() {
        return port;
    }

    /** Until when the certificate of the platform API is good; empty where it shows none. */
    public Optional<Instant> certificateUntil() {
        return certificate.map(ApiCertificate::until);
    }

    /** How many wait for the feed right now. */
    int feedWaiters() {
        return feed.waiters();
    }

    /** How many read a stream right now. */
    int openStreams() {
        return streams.open();
    }

    /** How many bulk requests are under way right now. */
    int openBulks() {
        return bulk.open();
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
        Contract contract = Contract.named(Contract.PLATFORM);
        Clock clock = management.operations().clock();
        router.route().handler(new AnswerHeaders(settings.encryption().isPresent()));
        router.route().handler(Unreadable::path);
        router.route().handler(new Doorkeeper(shop, open(contract), clock)::identify);
        router.route().handler(bulk.unless(new BodyDeadline(limits.bodyTimeout())::watch));
        router.route().handler(bulk.unless(BodyHandler.create(false).setBodyLimit(settings.maxBody())));
        var bound = new ContractRouter(contract);
        var orders = new OrderRoutes(shop, store);
        orders.bindTo(bound);
        new MappedRoutes(shop.mappings(), orders).bindTo(bound);
        new OrderStatus(store, new LongPoll(vertx, watch, credentials), revisions).bindTo(bound);
        bulk.bindTo(bound);
        new ActionRoutes(shop.actions()).bindTo(bound);
        new UnitRoutes(store).bindTo(bound);
        new FeedRoutes(feed, credentials).bindTo(bound);
        WebhookRoutes.ofPlatforms(shop.webhooks(), store.auditLog()).bindTo(bound);
        streams.bindTo(bound);
        new FeasibilityRoutes(shop.feasibility()).bindTo(bound);
        new ProductRoutes(shop.catalog()).bindTo(bound);
        new ContractRoutes(contract).bindTo(bound);
        bound.addTo(router);
        credentials.start(vertx);
        new TryRoutes(shop.catalog()).addTo(router);
        return Failures.answeredBy(router);
    }

    private static Set<String> open(Contract contract) {
        return contract.operations().stream()
                .filter(Contract.Operation::isPublic)
                .map(Contract.Operation::path)
                .collect(Collectors.toSet());
    }

    /** Who can get in, as health shows it. */
    private JsonObject door() {
        boolean open = shop.keys().get().platforms().isEmpty();
        var warnings = new JsonArray();
        if (open) {
            warnings.add(
                    "the platform API is open to every program on this machine: lineside key new SITE --tenant NAME"
                            + " makes the first key and closes it");
        }
        if (!settings.isLocal() && settings.encryption().isEmpty()) {
            warnings.add("keys and orders go unencrypted to " + settings.host()
                    + ": set http.certFile and http.keyFile, or put a proxy in front that encrypts");
        }
        certificate.ifPresent(shown -> shown.warnings().forEach(warnings::add));
        var json = new JsonObject().put("open", open).put("encrypted", certificate.isPresent());
        certificateUntil().ifPresent(until -> json.put("certificateUntil", until.toString()));
        var issuers = new JsonArray();
        shop.tokens().health(shop.keys().get().issuers()).forEach(issuer -> {
            issuers.add(json(issuer));
            issuer.trouble()
                    .ifPresent(why -> warnings.add("the keys of " + issuer.issuer() + " can not be read: " + why + "; "
                            + issuer.keys() + " of them are known from before"));
        });
        if (!issuers.isEmpty()) {
            json.put("issuers", issuers);
        }
        return warnings.isEmpty() ? json : json.put("warnings", warnings);
    }

    private static JsonObject json(IssuerHealth issuer) {
        var json = new JsonObject().put("issuer", issuer.issuer()).put("keys", issuer.keys());
        issuer.readAt().ifPresent(at -> json.put("readAt", at.toString()));
        issuer.trouble().ifPresent(why -> json.put("trouble", why));
        return json;
    }

    private Router managementApi() {
        Router router = Router.router(vertx);
        Contract contract = Contract.named(Contract.MANAGEMENT);
        router.route().handler(new AnswerHeaders(false));
        router.route().handler(Unreadable::path);
        router.route().handler(new ManagementGuard(settings, open(contract)));
        var bound = new ContractRouter(contract);
        new ManagementRoutes(management, store, shop.webhooks(), this::door).bindTo(bound);
        new JobRoutes(store, management.operations(), new BodyDeadline(limits.bodyTimeout())).bindTo(bound);
        WebhookRoutes.ofPlant(shop.webhooks(), store.auditLog()).bindTo(bound, new BodyDeadline(limits.bodyTimeout()));
        new SiteRoutes(management.operations().reloader()).bindTo(bound);
        new BoardRoutes(store, new Board(store, management)).bindTo(bound);
        new BoardFeed(vertx, store).bindTo(bound);
        new PlantFeed(vertx, new PlantView(store, management, System::nanoTime)).bindTo(bound);
        new LinkRoutes(management).bindTo(bound);
        new AuditRoutes(store.auditLog()).bindTo(bound);
        new ContractRoutes(contract).bindTo(bound);
        bound.addTo(router);
        new ConsoleRoutes().addTo(router);
        return Failures.answeredBy(router);
    }

    private HttpServerOptions options(String host, int wanted) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(wanted)
                .setAcceptBacklog(BACKLOG)
                .setIdleTimeout((int) limits.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setCompressionSupported(true)
                .setDecompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
    }

    private void encrypt(HttpServerOptions options, ApiCertificate shown) {
        settings.encryption()
                .flatMap(ApiSettings.Encryption::clients)
                .ifPresent(clients ->
                        options.setClientAuth(clients.required() ? ClientAuth.REQUIRED : ClientAuth.REQUEST));
        // HTTP/2 stays off: its servers have more ways to be flooded, and platforms that poll gain nothing by it.
        options.setSsl(true).setUseAlpn(false).setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        shown.open(vertx, options);
    }

    private HttpServer listen(Router router, HttpServerOptions options, String setting) {
        var connections = new Connections(vertx, limits);
        router.route().order(-1).handler(connections::requested);
        try {
            return vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .invalidRequestHandler(Unreadable::answer)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException) {
                throw new PortTakenException(
                        options.getHost() + ":" + options.getPort() + " can not be opened ("
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
