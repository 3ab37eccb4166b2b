package io.lineside.gateway.http.fuzz;

import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.Contract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes one request after another: every operation of the contract with almost right paths, queries, headers and bodies,
 * and what is hardly HTTP. Confined to one thread.
 */
final class RequestMaker {
    private static final String ORDER =
            "{\"externalId\":\"fuzz-%d\",\"items\":[{\"product\":\"mug\",\"quantity\":2,\"options\":{\"color\":\"teal\","
                    + "\"text\":\"Ada\"},\"packaging\":{\"type\":\"gift\"}},{\"product\":\"mug\",\"quantity\":1,"
                    + "\"options\":{\"color\":\"white\",\"shape\":\"classic\",\"handle\":true}}]}";
    private static final String ACTION = "{\"items\":[{\"number\":1,\"quantity\":1}]}";
    private static final String WISH = "{\"after\":\"1\"}";

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    private static final List<String> HEADERS = List.of(
            "Idempotency-Key",
            "If-None-Match",
            "Accept-Language",
            "Accept",
            "Last-Event-ID",
            "Content-Encoding",
            "Cookie",
            "Authorization",
            "X-Forwarded-For",
            "CamelHttpUri",
            "breadcrumbId",
            "Range",
            "Origin",
            "traceparent",
            "Host",
            "TE",
            "Accept-Encoding",
            "X-HTTP-Method-Override",
            "If-Match");

    private final Noise noise;
    private final JsonNoise json;
    private final List<Operation> operations;
    private final List<String> orders = new ArrayList<>(List.of("ord_none"));

    RequestMaker(long seed) {
        noise = new Noise(new Random(seed));
        json = new JsonNoise(noise);
        operations = Contract.named(Contract.PLATFORM).operations();
    }

    /** An order that is there, for the requests to come. */
    void madeOrder(String id) {
        if (orders.size() > 50) {
            orders.remove(1);
        }
        orders.add(id);
    }

    FuzzRequest next() {
        return switch (noise.below(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> order();
            case 7 -> shape();
            case 8 ->
                new FuzzRequest("bytes", Noise.joined(noise.bytes(1 + noise.below(200)), lines("", "")), true, true);
            case 9 -> damagedHead();
            default -> operation();
        };
    }

    private FuzzRequest order() {
        String right = String.format(Locale.ROOT, ORDER, noise.below(1_000_000));
        String path = noise.onceIn(4) ? "/v1/feasibility" : "/v1/orders";
        return posted("order", path, json.like(right));
    }

    private FuzzRequest posted(String kind, String path, byte[] body) {
        byte[] head = lines(
                "POST " + path + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                header(),
                "");
        return new FuzzRequest(kind, Noise.joined(head, body), false, false);
    }

    private FuzzRequest operation() {
        Operation operation = noise.any(operations);
        String path = path(operation) + query(operation);
        if (operation.method().equals("GET")) {
            String method =
                    noise.onceIn(8) ? noise.any(List.of("HEAD", "OPTIONS", "DELETE", "PUT", "get", "TRACE")) : "GET";
            return new FuzzRequest(
                    operation.id(),
                    lines(method + " " + path + " HTTP/1.1", "Host: 127.0.0.1", header(), prefer(operation), ""),
                    false,
                    false);
        }
        String right = operation.id().contains("Webhook") ? WISH : noise.onceIn(4) ? "{}" : ACTION;
        return posted(operation.id(), path, json.like(operation.path().endsWith("orders") ? ORDER : right));
    }

    private String path(Operation operation) {
        String path = PARAMETER.matcher(operation.path()).replaceAll(part -> Matcher.quoteReplacement(parameter()));
        return noise.onceIn(20) ? path + encoded(noise.text()) : path;
    }

    private String parameter() {
        return switch (noise.below(4)) {
            case 0 -> "mug";
            case 1 -> encoded(noise.text());
            default -> noise.any(orders);
        };
    }

    @SuppressWarnings("unchecked")
    private String query(Operation operation) {
        if (noise.onceIn(2)) {
            return "";
        }
        List<Object> parameters = (List<Object>) operation.node().getOrDefault("parameters", List.of());
        List<String> names = new ArrayList<>(List.of("limit", encoded(noise.text())));
        parameters.stream()
                .map(parameter -> (Map<String, Object>) parameter)
                .filter(parameter -> parameter.get("name") != null)
                .forEach(parameter -> names.add(String.valueOf(parameter.get("name"))));
        var query = new StringBuilder("?");
        for (int i = noise.below(3); i >= 0; i--) {
            query.append(noise.any(names)).append('=').append(encoded(noise.onceIn(2) ? noise.number() : noise.text()));
            query.append('&');
        }
        return noise.onceIn(500) ? query + "x".repeat(10_000) : query.toString();
    }

    /** Nobody here has the time to wait. */
    private String prefer(Operation operation) {
        boolean waits = operation.id().equals("readChanges") || operation.id().equals("readOrder");
        return waits && noise.onceIn(2)
                ? "Prefer: "
                        + noise.any(List.of("wait=0", "wait=-1", "wait=x", "wait", "respond-async, wait=0", "wait=0;x"))
                : "X-None: 1";
    }

    private String header() {
        if (noise.onceIn(2)) {
            return "X-None: 2";
        }
        String value =
                noise.onceIn(3) ? "\"" + noise.number() + "\"" : noise.text().replaceAll("[\\r\\n]", "");
        return noise.onceIn(2_000) ? "X-Long: " + "h".repeat(9_000) : noise.any(HEADERS) + ": " + value;
    }

    /** What makes two programs see two different requests in the same bytes, and what is no request. */
    private FuzzRequest shape() {
        String post = "POST /v1/orders HTTP/1.1";
        String host = "Host: 127.0.0.1";
        String type = "Content-Type: application/json";
        byte[] bytes =
                switch (noise.below(14)) {
                    case 0 -> lines(post, host, type, "Content-Length: 2", "Content-Length: 3", "", "{}x");
                    case 1 ->
                        lines(post, host, type, "Content-Length: 2", "Transfer-Encoding: chunked", "", "0", "", "");
                    case 2 -> lines(post, host, type, "Transfer-Encoding: chunked", "", "zz", "{}", "0", "", "");
                    case 3 ->
                        lines(
                                post,
                                host,
                                type,
                                "Transfer-Encoding: chunked",
                                "",
                                "2;" + noise.letters(20),
                                "{}",
                                "0",
                                "X-T: 1",
                                "");
                    case 4 -> lines(post, host, type, "Transfer-Encoding: xchunked", "", "0", "", "");
                    case 5 -> lines(post, host, type, "Content-Length: " + noise.number(), "", "{}");
                    case 6 -> lines(post, host, "Content-Type : application/json", "Content-Length: 2", "", "{}");
                    case 7 -> lines(post, host, type, " folded: yes", "Content-Length: 2", "", "{}");
                    case 8 -> lines("GET  /v1/orders  HTTP/1.1", host, "", "");
                    case 9 -> lines("GET /v1/orders HTTP/" + noise.number(), host, "", "");
                    case 10 -> lines("GET http://127.0.0.1/v1/orders HTTP/1.1", host, "", "");
                    case 11 -> lines("PRI * HTTP/2.0", "", "SM", "", "");
                    case 12 -> lines(noise.letters(12) + " /v1/orders HTTP/1.1", host, "", "");
                    default -> lines("CONNECT 127.0.0.1:22 HTTP/1.1", host, "", "");
                };
        // What follows may be heard as the rest of a body: the line is closed, so that nobody waits for more.
        return new FuzzRequest("shape", bytes, true, true);
    }

    private FuzzRequest damagedHead() {
        byte[] right = lines("GET /v1/orders?limit=1 HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json", "", "");
        return new FuzzRequest("head", Noise.joined(noise.damaged(right), lines("", "", "")), true, true);
    }

    private String encoded(String text) {
        return noise.onceIn(6)
                ? text.replaceAll("[^\\x21-\\x7e]", "_").replaceAll("[#?]", "")
                : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] lines(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
