package io.lineside.gateway.http;

import io.lineside.config.Scope;
import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.Contract.Operation;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Offers what a contract says, no more and no less: each operation is bound to its handler, and its media type and query
 * are checked before. Bodies are checked by their readers, whose messages say more than a schema can. Confined to the
 * thread that starts the server.
 */
final class ContractRouter {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Contract contract;
    private final Map<String, List<Handler<RoutingContext>>> bound = new TreeMap<>();

    ContractRouter(Contract contract) {
        this.contract = contract;
    }

    /** Has an operation handled. */
    ContractRouter bind(String operationId, Handler<RoutingContext> handler) {
        return bind(operationId, List.of(), handler);
    }

    /** Has an operation handled, with some steps before its media type is looked at. */
    ContractRouter bind(String operationId, List<Handler<RoutingContext>> first, Handler<RoutingContext> handler) {
        List<Handler<RoutingContext>> all = new ArrayList<>(first);
        all.add(handler);
        if (bound.put(operationId, all) != null) {
            throw new IllegalStateException("operation " + operationId + " is bound twice");
        }
        return this;
    }

    /** Adds the routes; fails, naming them, when operations of the contract and bound ones are not the same. */
    void addTo(Router router) {
        requireSame();
        Map<String, List<Operation>> byPath = contract.operations().stream()
                // A name stands before a brace, so that a path without parameter is not taken for its sibling with one.
                .collect(Collectors.groupingBy(Operation::path, TreeMap::new, Collectors.toList()));
        byPath.forEach((path, operations) -> {
            String route = path.replaceAll("\\{(\\w+)}", ":$1");
            operations.forEach(operation -> add(router, route, operation));
            Methods.only(router, route, allow(operations));
        });
    }

    private void requireSame() {
        Set<String> ids =
                contract.operations().stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
        if (ids.size() < contract.operations().size()) {
            throw new IllegalStateException("the contract gives an operationId twice");
        }
        Set<String> unbound = new TreeSet<>(ids);
        unbound.removeAll(bound.keySet());
        Set<String> unknown = new TreeSet<>(bound.keySet());
        unknown.removeAll(ids);
        if (!unbound.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException("the contract and the program differ: without a handler are " + unbound
                    + ", not in the contract are " + unknown);
        }
    }

    private void add(Router router, String path, Operation operation) {
        List<Handler<RoutingContext>> handlers = bound.getOrDefault(operation.id(), List.of());
        int last = handlers.size() - 1;
        operation.scope().map(ContractRouter::scope).ifPresent(scope -> route(router, path, operation)
                .handler(context -> Doorkeeper.require(scope, context)));
        // Each on a route of its own, because Vert.x lets no body handler follow another one on the same.
        handlers.subList(0, last)
                .forEach(first -> route(router, path, operation).handler(first));
        Route route = route(router, path, operation);
        if (!operation.takes().isEmpty()) {
            route.handler(context -> MediaTypes.require(operation.takes(), context));
        }
        route.handler(context -> checkQuery(context, operation)).handler(handlers.get(last));
    }

    private static Scope scope(String word) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the contract names a scope that there is not: " + word));
    }

    private static Route route(Router router, String path, Operation operation) {
        Route route = router.route(path).method(HttpMethod.valueOf(operation.method()));
        // HEAD is answered like GET without the body: RFC 9110, 9.3.2.
        return operation.method().equals("GET") ? route.method(HttpMethod.HEAD) : route;
    }

    private static void checkQuery(RoutingContext context, Operation operation) {
        Optional<String> fault = operation.query().fault(context.queryParams().names(), context::queryParam);
        if (fault.isPresent()) {
            Problem.of(400, "bad-query", "Bad query", fault.get()).answer(context);
        } else {
            context.next();
        }
    }

    private static String allow(List<Operation> operations) {
        List<String> offered = operations.stream().map(Operation::method).toList();
        return METHODS.stream()
                        .filter(offered::contains)
                        .map(method -> method.equals("GET") ? "GET, HEAD" : method)
                        .collect(Collectors.joining(", "))
                + ", OPTIONS";
    }
}
