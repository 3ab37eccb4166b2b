package io.lineside.gateway.http;

import io.lineside.gateway.intake.OrderWarnings;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/orders/bulk}: many orders in one request, read and answered row by row. Confined to Vert.x event loops. */
final class BulkRoutes {
    static final String PATH = "/v1/orders/bulk";

    private final BulkOrders orders;
    private final BulkLimits limits;
    private final CredentialWatch credentials;
    private final BulkPlaces places = new BulkPlaces();

    BulkRoutes(Shop shop, Store store, BulkLimits limits, CredentialWatch credentials) {
        this.orders = new BulkOrders(shop.orders(), store, new OrderWarnings(shop.catalog()));
        this.limits = limits;
        this.credentials = credentials;
    }

    void bindTo(ContractRouter router) {
        router.bind("submitOrders", this::submit);
    }

    /** How many bulk requests are under way right now. */
    int open() {
        return places.taken();
    }

    /** A handler for all requests but those whose body is read here. */
    Handler<RoutingContext> unless(Handler<RoutingContext> others) {
        return context -> {
            if (context.normalizedPath().equals(PATH)
                    && context.request().method().equals(HttpMethod.POST)) {
                context.next();
            } else {
                others.handle(context);
            }
        };
    }

    private void submit(RoutingContext context) {
        OrderRoutes.idempotencyKey(context).ifPresent(key -> {
            TenantId tenant = Caller.of(context).tenant();
            if (!places.take(tenant)) {
                Failures.busy(context);
                return;
            }
            context.addEndHandler(ended -> places.leave(tenant));
            credentials.hold(context, () -> {
                var unused = context.request().connection().close();
            });
            if ("100-continue".equalsIgnoreCase(context.request().getHeader("Expect"))) {
                context.response().writeContinue();
            }
            new BulkStream(context, orders.of(tenant, key, Languages.of(context)), limits).start();
        });
    }
}
