package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.Connection;
import io.lineside.connector.opcua.client.Methods;
import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.client.PlainValues;
import io.lineside.connector.opcua.client.ServerSession;
import io.lineside.connector.opcua.client.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads, writes and calls. Thread-safe and asynchronous: a server that is slow or away holds no thread, only the exchange
 * for twice the request timeout at most, which then carries the exception.
 */
final class OpcUaProducer extends DefaultAsyncProducer {
    private static final int CLOSE_SECONDS = 5;

    private final OpcUaComponent component;
    private final EndpointOptions options;
    private final Operation operation;
    private volatile @Nullable Connection connection;

    OpcUaProducer(OpcUaEndpoint endpoint, OpcUaComponent component, EndpointOptions options, Operation operation) {
        super(endpoint);
        this.component = component;
        this.options = options;
        this.operation = operation;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        connection = component.take(options.connection());
    }

    @Override
    protected void doStop() throws Exception {
        if (connection != null) {
            connection = null;
            component
                    .giveBack(options.connection())
                    .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<Void> done = started().session().thenCompose(session -> operate(exchange, session));
        done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                exchange.setException(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
            callback.done(false);
        });
        return false;
    }

    private Connection started() {
        Connection now = connection;
        if (now == null) {
            throw new IllegalStateException(getEndpoint() + " is not started");
        }
        return now;
    }

    private CompletableFuture<Void> operate(Exchange exchange, ServerSession session) {
        return switch (operation) {
            case READ -> new Variables(session).read(nodes(exchange)).thenAccept(values -> answer(exchange, values));
            case WRITE -> new Variables(session).write(values(exchange));
            default ->
                new Methods(session)
                        .call(
                                one(nodes(exchange), "node"),
                                method(exchange),
                                inputs(exchange.getMessage().getBody()))
                        .thenAccept(result -> answer(exchange, result));
        };
    }

    private List<NodeName> nodes(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(OpcUaHeaders.NODE);
        if (header instanceof Collection<?> many) {
            return many.stream()
                    .map(name -> NodeName.parse(String.valueOf(name)))
                    .toList();
        }
        List<NodeName> nodes = header == null ? options.nodes() : List.of(NodeName.parse(header.toString()));
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException(
                    "node: must be given as an option or in the header " + OpcUaHeaders.NODE);
        }
        return nodes;
    }

    private NodeName method(Exchange exchange) {
        String header = exchange.getMessage().getHeader(OpcUaHeaders.METHOD, String.class);
        return header != null
                ? NodeName.parse(header)
                : options.method()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "method: must be given as an option or in the header " + OpcUaHeaders.METHOD));
    }

    private static NodeName one(List<NodeName> nodes, String option) {
        if (nodes.size() != 1) {
            throw new IllegalArgumentException(option + ": must be one node, was " + nodes);
        }
        return nodes.get(0);
    }

    /** One node takes the body; several take theirs from a body that is a map, and so does a route without nodes. */
    private Map<NodeName, @Nullable Object> values(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        boolean named = exchange.getMessage().getHeader(OpcUaHeaders.NODE) != null
                || !options.nodes().isEmpty();
        var values = new LinkedHashMap<NodeName, @Nullable Object>();
        if (body instanceof Map<?, ?> map && (!named || nodes(exchange).size() > 1)) {
            map.forEach((name, value) -> values.put(NodeName.parse(String.valueOf(name)), value));
            if (named && !values.keySet().equals(Set.copyOf(nodes(exchange)))) {
                throw new IllegalArgumentException("body: must have a value for each of " + nodes(exchange)
                        + " and no other, was for " + values.keySet());
            }
            return values;
        }
        values.put(one(nodes(exchange), "node"), body);
        return values;
    }

    private static List<@Nullable Object> inputs(@Nullable Object body) {
        if (body instanceof Collection<?> many) {
            return new ArrayList<>(many);
        }
        if (body instanceof Object[] many) {
            return Arrays.asList(many);
        }
        return body == null ? List.of() : List.of(body);
    }

    private static void answer(Exchange exchange, Map<NodeName, DataValue> values) {
        if (values.size() == 1) {
            Messages.fill(exchange.getMessage(), values.values().iterator().next());
            return;
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((node, value) -> body.put(node.text(), PlainValues.of(value.value())));
        exchange.getMessage().setBody(body);
    }

    private static void answer(Exchange exchange, CallMethodResult result) {
        var outputs = new ArrayList<@Nullable Object>();
        Variant[] variants = result.getOutputArguments();
        for (int i = 0; variants != null && i < variants.length; i++) {
            outputs.add(PlainValues.of(variants[i]));
        }
        exchange.getMessage().setBody(outputs);
        exchange.getMessage().setHeader(OpcUaHeaders.STATUS, Messages.word(result.getStatusCode()));
    }
}
