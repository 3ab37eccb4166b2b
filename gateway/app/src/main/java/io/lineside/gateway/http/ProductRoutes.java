package io.lineside.gateway.http;

import io.lineside.config.product.ProductConfig;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.Configuration;
import io.lineside.gateway.product.Configured;
import io.lineside.gateway.product.ProductSchema;
import io.lineside.gateway.product.expression.ExpressionFailed;
import io.lineside.model.SpecDigest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /v1/products}: what may be ordered, in the client's language. Confined to Vert.x event loops. */
final class ProductRoutes {
    private static final String PRODUCTS = "/v1/products";

    private final Supplier<Catalog> offered;

    ProductRoutes(Supplier<Catalog> offered) {
        this.offered = offered;
    }

    void bindTo(ContractRouter router) {
        router.bind("listProducts", this::list)
                .bind("readProduct", context -> with(context, (catalog, product) -> show(context, catalog, product)))
                .bind(
                        "readProductOptions",
                        context -> with(context, (catalog, product) -> options(context, catalog, product)))
                .bind("drawProduct", context -> with(context, (catalog, product) -> draw(context, product)));
    }

    private interface Use {
        void of(Catalog catalog, CompiledProduct product);
    }

    /** Finds the product of the path in the version of the query, or answers that there is none. */
    private void with(RoutingContext context, Use use) {
        Catalog catalog = offered.get();
        String id = context.pathParam("id");
        List<String> wanted = context.queryParam("version");
        Optional<CompiledProduct> product = wanted.isEmpty()
                ? catalog.find(id)
                : version(wanted.get(0)).flatMap(number -> catalog.find(id, number));
        if (product.isPresent()) {
            use.of(catalog, product.get());
            return;
        }
        String detail = "there is no product '" + id + "'" + (wanted.isEmpty() ? "" : " in version " + wanted.get(0))
                + "; there are " + (catalog.versions(id).isEmpty() ? catalog.ids() : catalog.versions(id));
        Problem.of(404, "no-such-product", "No such product", detail).answer(context);
    }

    private static Optional<Integer> version(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void list(RoutingContext context) {
        var products = new JsonArray();
        Languages languages = Languages.of(context);
        Catalog catalog = offered.get();
        catalog.ids().forEach(id -> catalog.find(id).ifPresent(product -> products.add(summary(product, languages))));
        answer(context, new JsonObject().put("products", products), "application/json");
    }

    private static JsonObject summary(CompiledProduct product, Languages languages) {
        ProductConfig config = product.config();
        var json = new JsonObject()
                .put("id", config.id())
                .put("version", config.version())
                .put("title", languages.text(config.title()).orElse(config.id()))
                .put("options", path(product, "/options"));
        config.preview().ifPresent(preview -> json.put("preview", path(product, "/preview.svg")));
        config.deprecated().ifPresent(deprecated -> {
            var reserve = new JsonObject().put("since", deprecated.since().toString());
            deprecated.replacedBy().ifPresent(other -> reserve.put("replacedBy", other));
            json.put("deprecated", reserve);
        });
        return json;
    }

    private static String path(CompiledProduct product, String below) {
        return PRODUCTS + "/" + product.id() + below + "?version=" + product.version();
    }

    private static void show(RoutingContext context, Catalog catalog, CompiledProduct product) {
        var versions = new JsonArray();
        Languages languages = Languages.of(context);
        catalog.versions(product.id()).forEach(number -> catalog.find(product.id(), number)
                .ifPresent(version -> versions.add(summary(version, languages))));
        answer(context, summary(product, languages).put("versions", versions), "application/json");
    }

    private static void options(RoutingContext context, Catalog catalog, CompiledProduct product) {
        Languages languages = Languages.of(context);
        boolean isDefault = catalog.find(product.id()).filter(product::equals).isPresent();
        var json = new JsonObject(new ProductSchema(product, isDefault).in(languages::text));
        product.config().preview().ifPresent(preview -> json.put("x-preview", path(product, "/preview.svg")));
        answer(context, json, "application/schema+json");
    }

    private static void draw(RoutingContext context, CompiledProduct product) {
        var query = new LinkedHashMap<String, String>();
        context.queryParams().forEach(entry -> query.put(entry.getKey(), entry.getValue()));
        query.remove("version");
        Configuration configuration = product.configure(query);
        if (configuration instanceof Configuration.Refused refused) {
            String detail = refused.faults().get(0).message();
            Problem.of(422, "can-not-be-drawn", "What can not be made is not drawn", detail)
                    .answer(context);
            return;
        }
        Optional<String> svg;
        try {
            svg = product.draw((Configured) configuration);
        } catch (ExpressionFailed e) {
            Problem.of(422, "can-not-be-drawn", "The drawing can not be worked out", String.valueOf(e.getMessage()))
                    .answer(context);
            return;
        }
        if (svg.isEmpty()) {
            Problem.of(404, "no-preview", "No preview", "product '" + product.id() + "' has no preview")
                    .answer(context);
            return;
        }
        context.response()
                .putHeader("Content-Type", "image/svg+xml")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .end(svg.get());
    }

    private static void answer(RoutingContext context, JsonObject json, String type) {
        String text = json.encode();
        String etag = "\"" + SpecDigest.of(text).hex().substring(0, 32) + "\"";
        context.response()
                .putHeader("ETag", etag)
                .putHeader("Vary", "Accept-Language")
                .putHeader("Cache-Control", "no-cache");
        if (EntityTags.read(context.request().headers().getAll("If-None-Match")).match(etag)) {
            context.response().setStatusCode(304).end();
            return;
        }
        context.response().putHeader("Content-Type", type).end(text);
    }
}
