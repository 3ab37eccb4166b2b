package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.Scope;
import io.lineside.gateway.Platform;
import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.Contract.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of credential must do at every operation of the contract, also at those that are added tomorrow. */
abstract class GuardedOperationsContract extends ApiTestBase {
    /** Every operation that needs somebody. */
    static Stream<Operation> guarded() {
        return Contract.named(Contract.PLATFORM).operations().stream()
                .filter(operation -> operation.scope().isPresent());
    }

    /** A platform that comes with a credential of this kind: whom the gateway knows for this, or a stranger. */
    abstract Platform platform(boolean known);

    /** A request of the one that the gateway knows to be of this tenant, and to be let do this. */
    abstract HttpRequest.Builder known(String path, String tenant, Set<Scope> scopes);

    /** A request of one that it does not know. */
    abstract HttpRequest.Builder stranger(String path);

    /** From now on a caller may make so many requests at once. */
    abstract void allow(int burst);

    @ParameterizedTest
    @MethodSource("guarded")
    void strangerIsRefused(Operation operation) {
        // When
        HttpResponse<String> answer = send(operation, false, platform(false), stranger(path(operation)));
        // Then
        assertProblem(answer, 401, "no-valid-key");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer realm=\"lineside\", error=\"invalid_token\", error_description=\"");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void operationNeedsItsOwnScope(Operation operation) {
        // Given
        Scope needed = Arrays.stream(Scope.values())
                .filter(scope -> operation.scope().orElseThrow().equals(scope.word()))
                .findFirst()
                .orElseThrow();
        String path = path(operation);
        // When
        HttpResponse<String> without =
                send(operation, false, platform(true), known(path, "acme", EnumSet.complementOf(EnumSet.of(needed))));
        HttpResponse<String> with = send(operation, true, platform(true), known(path, "acme", EnumSet.of(needed)));
        // Then
        assertProblem(without, 403, "wrong-scope");
        assertThat(with.statusCode()).as(with.body()).isNotIn(401, 403, 429, 503);
    }

    @Test
    void tenantIsTheOneOfTheCredential() {
        // Given
        Platform known = platform(true);
        String id = Platform.json(known.send(known("/v1/orders", "acme", EnumSet.allOf(Scope.class))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(ONE))))
                .path("id")
                .asText();
        // When
        var own = known.send(known("/v1/orders/" + id, "acme", EnumSet.allOf(Scope.class)));
        var other = known.send(known("/v1/orders/" + id, "umbrella", EnumSet.allOf(Scope.class)));
        // Then
        assertThat(own.statusCode()).isEqualTo(200);
        assertProblem(other, 404, "no-such-order");
    }

    @Test
    void callerThatAsksTooMuchIsToldWhenToAskAgain() {
        // Given
        allow(2);
        Platform known = platform(true);
        HttpResponse<String> answer = known.send(known("/v1/orders", "acme", EnumSet.allOf(Scope.class)));
        // When
        while (answer.statusCode() == 200) {
            answer = known.send(known("/v1/orders", "acme", EnumSet.allOf(Scope.class)));
        }
        // Then
        assertProblem(answer, 429, "too-many-requests");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    private static String path(Operation operation) {
        return operation.path().replaceAll("\\{\\w+}", "mug");
    }

    private static HttpResponse<String> send(
            Operation operation, boolean open, Platform platform, HttpRequest.Builder request) {
        if (operation.method().equals("POST")) {
            return platform.send(
                    request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(ONE)));
        }
        // A stream does not end; its head is enough to see whether the door is open.
        return platform.send(
                open && operation.id().startsWith("stream")
                        ? request.method("HEAD", BodyPublishers.noBody())
                        : request.GET());
    }
}
