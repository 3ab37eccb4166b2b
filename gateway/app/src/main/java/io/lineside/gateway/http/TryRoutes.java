package io.lineside.gateway.http;

import io.lineside.gateway.product.Catalog;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * {@code /try/{product}}: one page that shows any product as a form, knowing nothing but the platform API. It loads
 * nothing from elsewhere. Confined to Vert.x event loops.
 */
final class TryRoutes {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "try.html", "text/html; charset=utf-8",
            "icon.svg", "image/svg+xml",
            "try.css", "text/css; charset=utf-8",
            "try.js", "text/javascript; charset=utf-8",
            "form.js", "text/javascript; charset=utf-8",
            "words.js", "text/javascript; charset=utf-8");

    private final Catalog catalog;

    TryRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    void addTo(Router router) {
        Methods.get(router, "/try", this::first);
        Methods.only(router, "/try", "GET, HEAD, OPTIONS");
        TYPES.keySet().stream().filter(name -> !name.endsWith(".html")).forEach(name -> {
            Buffer file = file(name);
            Methods.get(router, "/try/page/" + name, context -> send(context, name, file));
            Methods.only(router, "/try/page/" + name, "GET, HEAD, OPTIONS");
        });
        Buffer page = file("try.html");
        Methods.get(router, "/try/:product", context -> page(context, page));
        Methods.only(router, "/try/:product", "GET, HEAD, OPTIONS");
    }

    private void first(RoutingContext context) {
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
        if (catalog.find(product).isEmpty()) {
            Problem.of(404, "no-such-product", "No such product", "there is no product '" + product + "'")
                    .answer(context);
            return;
        }
        send(context, "try.html", page);
    }

    private static void send(RoutingContext context, String name, Buffer file) {
        context.response()
                .putHeader("Content-Type", Objects.requireNonNull(TYPES.get(name)))
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache")
                .end(file);
    }

    private static Buffer file(String name) {
        try (InputStream in = Objects.requireNonNull(TryRoutes.class.getResourceAsStream("try/" + name), name)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the page's own file " + name + " can not be read", e);
        }
    }
}
