package io.lineside.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What bodies may be made of. */
final class MediaTypes {
    static final String NDJSON = "application/x-ndjson";

    private MediaTypes() {}

    /** Goes on with a request whose body is of one of these types and not encoded, or answers 415. */
    static void require(Set<String> allowed, RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        String coding = context.request().getHeader("Content-Encoding");
        if (coding != null && !coding.trim().equalsIgnoreCase("identity")) {
            Problem.of(
                            415,
                            "encoded-body",
                            "Unsupported content encoding",
                            "the body must be sent as it is, without Content-Encoding")
                    .answer(context);
        } else if (type != null && allowed.contains(plain(type))) {
            context.next();
        } else {
            String named = String.join(" or ", new TreeSet<>(allowed));
            String code = allowed.contains("application/json") ? "not-json" : "wrong-media-type";
            Problem.of(415, code, "Unsupported media type", "Content-Type must be " + named + ", was " + type)
                    .answer(context);
        }
    }

    private static String plain(String type) {
        return type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }
}
