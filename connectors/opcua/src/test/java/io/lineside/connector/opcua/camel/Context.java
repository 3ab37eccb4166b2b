package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.FieldServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** A real Camel context with routes to and from one server. */
final class Context implements AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final String server;
    private final String security;
    private final String requestTimeout;
    private final List<Exchange> received = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    Context(FieldServer<?> server) {
        this(server, "insecure=true");
    }

    Context(FieldServer<?> server, String security) {
        this(server, security, "2s");
    }

    Context(FieldServer<?> server, String security, String requestTimeout) {
        this.server = server.endpoint();
        this.security = security;
        this.requestTimeout = requestTimeout;
        camel.start();
    }

    String uri(String options) {
        return "opcua:" + server + "?" + security + "&requestTimeout=" + requestTimeout + "&" + options;
    }

    Exchange send(String options, @Nullable Object body) {
        return send(options, body, Map.of());
    }

    Exchange send(String options, @Nullable Object body, Map<String, Object> headers) {
        return camel.createFluentProducerTemplate()
                .to(uri(options))
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeaders(new HashMap<>(headers));
                })
                .send();
    }

    /** A route with a consumer; what it gets and what fails is kept. */
    void consume(String routeId, String options) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .handled(true)
                        .process(exchange ->
                                failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from(uri(options + "&bridgeErrorHandler=true"))
                        .routeId(routeId)
                        .process(exchange -> received.add(exchange.copy()));
            }
        });
    }

    void stop(String routeId) throws Exception {
        camel.getRouteController().stopRoute(routeId);
    }

    List<Exchange> received() {
        return received;
    }

    List<@Nullable Object> bodies() {
        return received.stream()
                .<@Nullable Object>map(e -> e.getMessage().getBody())
                .toList();
    }

    /** A body that is a map. */
    static Map<Object, Object> map(Exchange exchange) {
        return new HashMap<>((Map<?, ?>) exchange.getMessage().getBody());
    }

    List<String> failures() {
        return failures.stream().map(Throwable::getMessage).map(String::valueOf).toList();
    }

    DefaultCamelContext camel() {
        return camel;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
