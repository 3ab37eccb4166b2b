package io.lineside.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.util.Map;

/** {@code /console} on the management port: the plant on one screen. Confined to Vert.x event loops. */
final class ConsoleRoutes {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("console.css", "text/css; charset=utf-8"),
            Map.entry("console.js", SCRIPT),
            Map.entry("dom.js", SCRIPT),
            Map.entry("words.js", SCRIPT),
            Map.entry("words-en.js", SCRIPT),
            Map.entry("words-zh.js", SCRIPT),
            Map.entry("gateway.js", SCRIPT),
            Map.entry("lines.js", SCRIPT),
            Map.entry("plant.js", SCRIPT),
            Map.entry("board.js", SCRIPT),
            Map.entry("orders.js", SCRIPT),
            Map.entry("order.js", SCRIPT),
            Map.entry("pieces.js", SCRIPT),
            Map.entry("desk.js", SCRIPT),
            Map.entry("links.js", SCRIPT),
            Map.entry("webhooks.js", SCRIPT),
            Map.entry("system.js", SCRIPT));

    void addTo(Router router) {
        serve(router, "/console", "console.html", "text/html; charset=utf-8");
        FILES.forEach((name, type) -> serve(router, "/console/page/" + name, name, type));
    }

    private static void serve(Router router, String path, String name, String type) {
        Buffer file = Pages.file("console/" + name);
        Methods.get(router, path, context -> Pages.send(context, type, file));
        Methods.only(router, path, "GET, HEAD, OPTIONS");
    }
}
