package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.gateway.http.contract.Contract;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The program offers what its contract says, or does not start. */
class ContractRouterTest {
    private static final Contract CONTRACT = Contract.read(
            """
            openapi: 3.1.0
            paths:
              /things/{id}:
                get: { operationId: readThing, responses: { "200": { description: it } } }
                delete: { operationId: deleteThing, responses: { "204": { description: gone } } }
            """);
    private static final Vertx VERTX = Vertx.vertx();

    private final ContractRouter router = new ContractRouter(CONTRACT);

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void operationWithoutHandlerIsRefused() {
        // Given
        router.bind("readThing", context -> context.end());
        // When
        // Then
        assertThatThrownBy(() -> router.addTo(Router.router(VERTX))).hasMessageContaining("[deleteThing]");
    }

    @Test
    void handlerThatTheContractDoesNotKnowIsRefused() {
        // Given
        router.bind("readThing", context -> context.end())
                .bind("deleteThing", context -> context.end())
                .bind("burnThing", context -> context.end());
        // When
        // Then
        assertThatThrownBy(() -> router.addTo(Router.router(VERTX))).hasMessageContaining("[burnThing]");
    }

    @Test
    void operationIsBoundOnce() {
        // Given
        router.bind("readThing", context -> context.end());
        // When
        // Then
        assertThatThrownBy(() -> router.bind("readThing", context -> context.end()))
                .hasMessageContaining("readThing");
    }

    @Test
    void operationIdOfTwoOperationsIsRefused() {
        // Given
        var twice = new ContractRouter(Contract.read(CONTRACT.text().replace("deleteThing", "readThing")))
                .bind("readThing", context -> context.end());
        // When
        // Then
        assertThatThrownBy(() -> twice.addTo(Router.router(VERTX))).hasMessageContaining("twice");
    }

    @Test
    void whatFitsIsRouted() {
        // Given
        var routes = Router.router(VERTX);
        router.bind("readThing", context -> context.end()).bind("deleteThing", context -> context.end());
        // When
        router.addTo(routes);
        // Then
        assertThat(routes.getRoutes()).allMatch(route -> "/things/:id".equals(route.getPath()));
    }
}
