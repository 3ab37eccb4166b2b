package io.lineside.gateway.http;

import io.lineside.gateway.product.Catalog;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code /try/{product}}: one page that shows any product as a form, knowing nothing but the platform API. It loads
 * nothing from elsewhere. Confined to Vert.x event loops.
 */
final class TryRoutes {
    private static final Map<String, String> TYPES = Map.of(
            "icon.svg", "image/svg+xml",
            "try.css", "text/css; charset=utf-8",
            "try.js", "text/javascript; charset=utf-8",
            "form.js", "text/javascript; charset=utf-8",
            "words.js", "text/javascript; charset=utf-8");

    private final Supplier<Catalog> offered;

    TryRoutes(Supplier<Catalog> offered) {
        this.offered = offered;
    }

    void addTo(Router router) {
        Methods.get(router, "/try", this::first);
        Methods.only(router, "/try", "GET, HEAD, OPTIONS");
        TYPES.keySet().forEach(name -> {
            Buffer file = Pages.file("try/" + name);
            String type = Objects.requireNonNull(TYPES.get(name));
            Methods.get(router, "/try/page/" + name, context -> Pages.send(context, type, file));
            Methods.only(router, "/try/page/" + name, "GET, HEAD, OPTIONS");
        });
        Buffer page = Pages.file("try/try.html");
        Methods.get(router, "/try/:product", context -> page(context, page));
        Methods.only(router, "/try/:product", "GET, HEAD, OPTIONS");
    }

    private void first(RoutingContext context) {
        Catalog catalog = offered.get();
        if (catalog.ids().isEmpty()) {
            Problem.of(404, "no-such-product", "No such product", "the site offers no product")
                    .answer(context);
            return;
        }
        context.response()
                .setStatusCode(302)
                .putHeader("Location", "/try/" + catalog.ids().get(0))
                .end();
    }

    private void page(RoutingContext context, Buffer page) {
        String product = context.pathParam("product");
        if (offered.get().find(product).isEmpty()) {
            Problem.of(404, "no-such-product", "No such product", "there is no product '" + product + "'")
                    .answer(context);
            return;
        }
        Pages.send(context, "text/html; charset=utf-8", page);
    }
}
